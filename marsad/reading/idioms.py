"""Phrases whose words say nothing of forces: "reduce the risk" reduces no force, "نشر الجيش بيانا" deploys nothing.

They are listed in a language's `_idioms.yaml`: such as stand together, and verbs whose object makes them one, behind
a subject or not.
"""

from marsad.reading.phrases import HEARD, Match

IDIOM, VERB, OBJECT = "idiom", "verb of idiom", "object of idiom"
UNSPOKEN = "unspoken"  # idioms that not even anybody says
_REACH = 5  # tokens between a verb and its object
_HUSHED = HEARD - {"speech"}  # a statement published is said all the same
_PUNCTUATION = frozenset(".,;:،؛!?؟()")


def silence(matches: list[list[Match]], words: list[str]) -> None:
    """Leave of what the words of idioms say only what phrases longer than these say."""
    for i, listed in enumerate(matches):
        for match in listed:
            for hit in match.hits:
                if hit.layer == IDIOM or (hit.layer == VERB and _has_object(matches, words, match.past, hit.label)):
                    _hush(matches, i, match.past, HEARD if hit.label == UNSPOKEN else _HUSHED)


def _has_object(matches: list[list[Match]], words: list[str], past: int, label: str) -> bool:
    """Whether an object that makes an idiom of a verb stands behind it, before any preposition."""
    for j in range(past, min(len(words), past + _REACH)):
        if words[j] in _PUNCTUATION:
            return False
        for match in matches[j]:
            for hit in match.hits:
                if hit.layer == OBJECT and hit.label == label and not match.before:
                    return True
                if hit.layer == "function" and hit.label == "prepositions":
                    return False
    return False


def _hush(matches: list[list[Match]], first: int, past: int, layers: frozenset[str]) -> None:
    for i in range(first, past):
        matches[i] = [m for m in matches[i] if m.past > past or m.hits[0].layer not in layers]
