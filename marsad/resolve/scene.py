"""Which country a report is speaking of as it goes on: what "the army" and "the country" are taken to be."""

from marsad.reading.page import Mention, Page

_WEIGHT = {"site": 1.0, "town": 1.0, "region": 1.0, "site_of": 1.0, "direction": 1.0, "border": 0.5, "country": 0.5}
_CAPITAL = 0.3  # a capital is as often a government as a place
_FADES = 0.75  # from sentence to sentence
_OVERALL = 0.7  # what the whole report is about weighs this much


class Scene:
    """Counts the places of a page as they are passed, the latest most."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sentence = 0
        self._capital = -1
        self._recent: dict[str, float] = {}
        overall: dict[str, float] = {}
        for mention in page.mentions:
            country, weight = self._weighed(mention)
            if country:
                overall[country] = overall.get(country, 0.0) + weight
        total = sum(overall.values()) or 1.0
        self._overall = {country: weight / total for country, weight in overall.items()}
        self._capital = -1

    def _weighed(self, mention: Mention) -> tuple[str | None, float]:
        if mention.layer != "place":
            if mention.sub == "capital":
                self._capital = mention.first
            return None, 0.0
        country = mention.place.country if mention.place else None
        weight = _CAPITAL if mention.first == self._capital else _WEIGHT.get(mention.sub, 0.0)
        return country if weight else None, weight

    def passes(self, mention: Mention) -> None:
        """Go on to a mention; it counts for what follows."""
        number = self._page.tokens.sentence_of(mention.first)
        if number > self._sentence:
            fade = _FADES ** (number - self._sentence)
            self._recent = {country: weight * fade for country, weight in self._recent.items()}
            self._sentence = number
        country, weight = self._weighed(mention)
        if country:
            self._recent[country] = self._recent.get(country, 0.0) + weight

    @property
    def country(self) -> str | None:
        """The country that is spoken of here."""
        return max(self._overall, key=self._score, default=None)

    def _score(self, country: str) -> float:
        return self._recent.get(country, 0.0) + _OVERALL * self._overall[country]
