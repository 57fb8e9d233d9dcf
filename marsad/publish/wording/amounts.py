"""Ranges of numbers in prose: "between 500 and 7,500 people", «13 فردا على الأقل»."""

from marsad.model.values import Count
from marsad.publish.wording.messages import Messages
from marsad.publish.wording.numbers import NOMINATIVE, spanned


def amount(count: Count | None, say: Messages, noun: str = "person", case: str = NOMINATIVE) -> str:
    """A number with what it counts; empty where nothing is known of it."""
    if count is None or count == Count(None, None):
        return ""
    if count.min is None or (count.min == 0 and count.max):  # "between no and three people" is said by nobody
        return say.say("amount-at-most", high=count.max, noun=noun, case=case)
    if count.max is None:
        return say.say("amount-at-least", low=count.min, noun=noun, case=case)
    if count.min == count.max:
        return say.say("amount-exact", low=count.min, noun=noun, case=case)
    first, last = spanned(count.min, count.max, noun, say.language)
    return say.say("amount-between", first=first, last=last)
