"""How a name sounds, as far as two scripts agree on it (`sounds.yaml`): هلغن and Halgan, ماكييفكا and Makiivka."""

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_LONGEST = 3  # letters that are one sound
_VOWELS = "aiu"
_FEW = 2  # consonants that tell little
_LEFT_OUT = 1  # vowels, behind that which the name may begin with
_SILENT_FIRST = "ا"  # it only carries the vowel that a word begins with


class Sound(NamedTuple):
    """A name's consonants, and the same with the vowels that are written."""

    consonants: str
    voiced: str

    def may_be(self, other: "Sound") -> bool:
        """Whether this may be written for another name, which has hardly a vowel that this leaves out."""
        left = iter(other.voiced)
        more = len(other.voiced.lstrip(_VOWELS)) - len(self.voiced.lstrip(_VOWELS))
        most = _LEFT_OUT if len(self.consonants) > _FEW else 0
        return more <= most and self.consonants == other.consonants and all(sound in left for sound in self.voiced)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    import yaml  # here: few reports have a name that is known by its sound alone

    rows = yaml.load((resources.files("marsad.world") / "sounds.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return {letters: sound for row in rows for letters, sound in row.items()}


def sound_of(word: str) -> Sound | None:
    """How a folded word sounds; None where one of its letters is of no script that is known."""
    sounds, voiced = _sounds(), ""
    i = 1 if word.startswith(_SILENT_FIRST) else 0
    while i < len(word):
        length = next((n for n in range(_LONGEST, 0, -1) if word[i : i + n] in sounds), 0)
        if not length:
            return None
        heard = sounds[word[i : i + length]]
        voiced += heard if heard and voiced[-1:] != heard[0] else heard[1:]
        i += length
    return Sound("".join(s for s in voiced if s.isupper()), voiced)
