"""One sentence of a page as claims are made of it: what is known of every sentence, and what only triggers ask for."""

from marsad.reading.page import Mention, Page
from marsad.resolve.carried import Carried
from marsad.resolve.features import Aspect, beside
from marsad.resolve.layout import Layout
from marsad.resolve.nearby import Nearby, nearby
from marsad.resolve.offered import Offered
from marsad.resolve.outline import Outline
from marsad.resolve.rebuttals import Rebuttal, rebuttals


class Sentence(Outline):
    """A sentence with views that few sentences need, each made when it is asked for."""

    def __init__(self, page: Page, number: int, mentions: list[Mention], carried: Carried) -> None:
        super().__init__(page, number, mentions, carried)
        self._mentions = mentions
        self._connectors: dict[int, str] = {}
        self._relatives: dict[int, bool] = {}
        self._around: dict[tuple[int, int], Aspect] = {}
        self._nearby: Nearby | None = None
        self._layout: Layout | None = None
        self._offered: Offered | None = None
        self._rebuttals: list[Rebuttal] | None = None

    @property
    def nearby(self) -> Nearby:
        if self._nearby is None:
            self._nearby = nearby(self)
        return self._nearby

    @property
    def layout(self) -> Layout:
        if self._layout is None:
            self._layout = Layout(self)
        return self._layout

    @property
    def offered(self) -> Offered:
        if self._offered is None:
            self._offered = Offered(self, self.layout, self._mentions)
        return self._offered

    @property
    def rebuttals(self) -> list[Rebuttal]:
        if self._rebuttals is None:
            self._rebuttals = rebuttals(self)
        return self._rebuttals

    def connector(self, j: int) -> str:
        """The connector that stands before a word within reach."""
        known = self._connectors.get(j)
        if known is None:
            listed = reversed(self.hits("connector"))
            near = (c.hit.lemma for c in listed if c.hit.label == "connector" and 0 < j - c.first <= 8)
            known = self._connectors[j] = next(near, "-")
        return known

    def opens_relative(self, j: int) -> bool:
        """Whether a relative word stands at a token, or behind a mark there."""
        known = self._relatives.get(j)
        if known is None:
            at = j + 1 if j < self.past and not self.page.tokens.words[j][0].isalnum() else j
            hits = (match.hit("function") for match in self.page.matches[at]) if at < self.past else ()
            known = self._relatives[j] = any(hit and hit.label == "relative" for hit in hits)
        return known

    def around(self, first: int, past: int, sense: str) -> tuple[Aspect, Aspect]:
        """The words before, at and behind tokens [first, past), as their stems and by sort."""
        known = self._around.get((first, past))
        if known is None:
            stems, word = self.nearby.stems, self.word
            before = stems[first - 1 - self.first] if first > self.first else "#"
            behind = stems[past - self.first] if past < self.past else "#"
            sorts = word(first - 2), word(first - 1), word(past), word(past + 1)
            known = self._around[first, past] = (beside.around, before, stems[first - self.first], behind, *sorts)
        return known, (beside.after_word, known[1], sense)
