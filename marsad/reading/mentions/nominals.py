"""The names and nouns of one page, and what became of them while they are joined."""

from marsad.model.values import Place
from marsad.reading.names import Named
from marsad.reading.nouns import Kinds, Noun, find_nouns
from marsad.reading.page import Mention, Page

REACH = 4  # how many words may stand between a name and its noun
PEOPLE = ("nationality", "people", "actor")  # names that share a noun: "American and British troops"


class Nominals:
    """A page's names and nouns."""

    __slots__ = ("ends", "heads", "names", "nouns", "page", "taken", "words")

    def __init__(self, page: Page, names: dict[int, Named], kinds: Kinds) -> None:
        self.page, self.names = page, names
        self.words = page.tokens.words
        self.nouns = find_nouns(page, names, kinds)
        self.ends = {name.past: name for name in names.values()}
        self.heads: dict[int, Noun] = {}  # noun of a name, by the name's first token
        self.taken: set[int] = set()  # tokens of nouns that are part of a mention

    def take(self, noun: Noun) -> None:
        """A noun is part of a mention."""
        self.taken.update(range(noun.first, noun.past))


def plain(
    name: Named,
    layer: str,
    sub: str,
    keys: tuple[str, ...] = (),
    place: Place | None = None,
    head: str = "",
    country: str | None = None,
    text: str = "",
) -> Mention:
    """A mention over the words of a name alone."""
    return Mention(name.first, name.past, layer, sub, keys, place, name.before, "", head, country, name=text)


def together(name: Named, noun: Noun) -> tuple[int, int, str]:
    """The tokens of a name with its noun, and the particles attached to the first of them."""
    if noun.first < name.first:
        return noun.first, max(name.past, noun.past), noun.match.before
    return name.first, max(name.past, noun.past), name.before


def as_site(noun: Noun) -> Noun | None:
    """A noun as a site's, where it can be one: an embassy is both a party and a building."""
    if noun.layer == "site":
        return noun
    hit = noun.match.hit("site") if noun.layer == "government" else None
    return Noun(noun.first, noun.past, "site", hit, noun.match) if hit else None
