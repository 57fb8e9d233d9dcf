"""Which language a text is in: Arabic, English, or one that is refused by name. No model, no dependency.

By script first, then by the little words that every sentence needs; `telltale.yaml` holds them.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from marsad.compiled import compiled, fingerprint
from marsad.errors import ReportError

_TELLTALE = Path(__file__).with_name("telltale.yaml")

_SAMPLE = 200_000  # characters; enough for the share of scripts, and quick on the largest report
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")  # tatweel and vowel signs stand inside words
_FEW = 40  # words; below it a headline or a list may do without little words
_FOREIGN_LETTERS = 0.03  # share; an Arabic text in which names keep a گ or چ stays well below
_LITTLE_WORDS = 0.10  # share; English prose has 0.35 and more
_ACCENTS = 0.03  # share of letters outside a to z; English with foreign names stays below
_OWN_LETTERS = 0.005  # share; a name in another language's spelling stays below
_KANA = 0.1  # of the Chinese characters; in Japanese there are more kana than those
_NAME_PARTS = {"al", "el"}  # Spanish little words that stand in English spellings of Arabic names


def detect_language(text: str, where: str) -> str:
    """'ar' or 'en'; raises ReportError that names what was seen instead."""
    code, name = language_of(text, where)
    if name:
        raise ReportError(
            f"{where} seems to be in another language ({name}); Marsad reads Arabic and English "
            "(--language ar or en overrides this guess)."
        )
    return code


def language_of(text: str, where: str) -> tuple[str, str]:
    """The code of a text's language, 'und' where it is unknown, and its name where it is not one that is read."""
    sample = text[:_SAMPLE]
    scripts = Counter(map(_script, filter(str.isalpha, sample)))
    if not scripts:
        raise ReportError(f"{where} holds no words; there is nothing to read.")
    script = scripts.most_common(1)[0][0]
    words = _WORD.findall(_MARKS.sub("", sample.lower()))
    if script == "ARABIC":
        code, name = _among_arabic([w for w in words if _script(w[0]) == "ARABIC"])
    elif script == "LATIN":
        code, name = _among_latin([w for w in words if _script(w[0]) == "LATIN"])
    else:
        code, name = _in_script(script, scripts, sample)
    return (code, "") if code in ("ar", "en") else (code or "und", name)


def _in_script(script: str, scripts: Counter[str], sample: str) -> tuple[str, str]:
    """A language of another script: the one that has it for itself, or whose own letters stand in the text."""
    if script == "CJK" and scripts["HIRAGANA"] + scripts["KATAKANA"] > _KANA * scripts["CJK"]:
        script = "HIRAGANA"
    letters = Counter(filter(str.isalpha, sample.lower()))
    for code, language in _telltale()["other_scripts"].get(script, {}).items():
        own = language.get("letters", "")
        if not own or sum(letters[letter] for letter in own) > _OWN_LETTERS * letters.total():
            return code, language["name"]
    return "", f"{script.capitalize()} script"


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]


@cache
def _telltale() -> dict[str, dict[str, Any]]:
    return compiled("telltale", fingerprint([_TELLTALE, Path(__file__)]), _parsed)


def _parsed() -> dict[str, dict[str, Any]]:
    import yaml

    loaded = yaml.load(_TELLTALE.read_text("utf-8"), yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded


def _shares(script: str, words: list[str]) -> dict[str, float]:
    """For each language of the script, the share of the words that are among its little words."""
    counts = Counter(words)
    return {
        code: sum(counts[word] for word in set(language["words"])) / max(1, len(words))
        for code, language in _telltale()[script].items()
    }


def _among_latin(words: list[str]) -> tuple[str, str]:
    words = [word for word in words if (len(word) > 1 or not word.isascii()) and word not in _NAME_PARTS]
    languages = _telltale()["latin_script"]
    shares = _shares("latin_script", words)
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    distinct = len(set(words) & set(languages[best]["words"]))
    if best != "en" and distinct > 1:
        return best, languages[best]["name"]
    letters = "".join(words)
    accents = sum(not c.isascii() for c in letters) / max(1, len(letters))
    if shares["en"] < _LITTLE_WORDS and (len(words) >= _FEW or accents > _ACCENTS):
        return "", "Latin script, few English words"
    return "en", "English"


def _among_arabic(words: list[str]) -> tuple[str, str]:
    languages = _telltale()["arabic_script"]
    letters = Counter("".join(words))
    total = max(1, letters.total())
    foreign = {code: sum(letters[c] for c in lang.get("letters", "")) / total for code, lang in languages.items()}
    shares = _shares("arabic_script", words)
    article = tuple(languages["ar"]["prefixes"])
    shares["ar"] += sum(len(w) > 4 and w.startswith(article) for w in words) / max(1, len(words))
    signs = {code: shares[code] + (3 * foreign[code] if foreign[code] > _FOREIGN_LETTERS else 0) for code in languages}
    best = max(signs, key=lambda code: (signs[code], code == "ar"))
    return best, languages[best]["name"]
