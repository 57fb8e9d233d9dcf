"""The pages of one language: what each shows, taken from the site and put into its template."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from marsad.model.claim import SURE
from marsad.model.report import Report
from marsad.posture.brief import Brief
from marsad.posture.subject import Subject
from marsad.posture.summary import Summary
from marsad.publish.briefs.clauses import Clauses, Thing
from marsad.publish.briefs.compose import Composer
from marsad.publish.briefs.disputes import dispute
from marsad.publish.briefs.document import Document, Section
from marsad.publish.briefs.figures import figures
from marsad.publish.happened import happened, sure
from marsad.publish.site.feeds import feed, sentence, told_first
from marsad.publish.site.gather import Page, Site
from marsad.publish.wording.dates import day, moment
from marsad.publish.wording.names import Namer, capital

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGES = ("en", "ar")
_POINTS = 30  # in a section of a page
_NEWEST = 12  # events on the first page
_MOST = 12  # places and actors there
_PASSAGES = 2


@dataclass(frozen=True)
class Views:
    site: Site
    names: Namer
    templates: "Environment"
    base: str = ""

    def lists(self) -> Iterator[tuple[str, str]]:
        """All but the pages of places and actors."""
        address = f"feeds/all.{self.names.language}.atom"
        yield self._page("index.html", "home.html", self.say("site-home-title"), feed=address, **self._home())
        news = self._news(self.site.events)
        yield address, feed(self.say("site-newest"), f"{self.names.language}/index.html", news, self.names, self.base)
        for folder, pages in (("places", self.site.places), ("actors", self.site.actors)):
            listed = [(page, self._name(page)) for page in pages]
            yield self._page(
                f"{folder}/index.html", "list.html", self.say(f"site-{folder}"), listed=listed, folder=folder
            )
        yield self._page("events/index.html", "events.html", self.say("site-events"), events=self._events())
        yield self._page("conflicts/index.html", "conflicts.html", self.say("site-conflicts"), found=self._conflicts())
        yield self._page("reports/index.html", "reports.html", self.say("site-reports"), reports=self.site.reports)
        for report in self.site.reports:
            yield self._report(report)
        yield self._page("sources/index.html", "sources.html", self.say("site-sources"), sources=self.site.sources)
        yield self._page("about.html", "about.html", self.say("site-about-title"))

    # Pages

    def _page(self, path: str, template: str, title: str, **values: Any) -> tuple[str, str]:
        depth = path.count("/") + 1
        text = self.templates.get_template(template).render(
            title=title, path=path, up="../" * depth, here="../" * (depth - 1), language=self.names.language,
            other=next(each for each in LANGUAGES if each != self.names.language), say=self.say, names=self.names,
            clocks=self._clocks, refs=self.refs, day=self.day, site=self.site, feed=values.pop("feed", None), **values,
        )  # fmt: skip
        return f"{self.names.language}/{path}", text

    def say(self, name: str, **values: object) -> str:
        return self.names.messages.say(name, **values)

    def day(self, date: dt.date | None) -> str:
        return day(date, self.names.messages) if date else self.say("source-undated")

    @cached_property
    def _clocks(self) -> str:
        view = self.site.view
        values = {"on": self.day(self.site.on), "recorded": moment(view.recorded, self.names.messages)}
        return self.say("site-clocks", known=self.day(view.known), **values) if view.known else self.say(
            "site-clocks-all", **values
        )  # fmt: skip

    def refs(self, claims: Iterable[str]) -> list[tuple[int, str]]:
        """For each report that these claims stand in, its number and where the first of them is shown."""
        found: dict[int, str] = {}
        for id in claims:
            if entry := self.site.entries.get(id):
                slug = self.site.report_slugs[entry.report_id]
                found.setdefault(self.site.numbers[entry.report_id], f"reports/{slug}.html#c-{id}")
        return sorted(found.items())

    def _name(self, page: Page) -> str:
        return capital(self.names.subject(page.subject))

    def _home(self) -> dict[str, Any]:
        newest = sorted(self._news(self.site.events), key=told_first, reverse=True)[:_NEWEST]
        return {
            "newest": [(told_first(s), sentence(s, self.names), _claims(s)) for s in newest],
            "most": {
                folder: [(page, self._name(page)) for page in pages[:_MOST]]
                for folder, pages in (("places", self.site.places), ("actors", self.site.actors))
            },
            "outlets": len({report.publisher or report.id for report in self.site.reports}),
        }

    def subject(self, page: Page, brief: Brief) -> Iterator[tuple[str, str]]:
        """A place or an actor, and its feed."""
        whole = bool(page.subject.countries)
        pictures = figures(brief, self.names) if whole else ()
        document = Composer(brief, self.names, _POINTS).document(pictures)
        sections = [section for section in document.sections if section.key != "difference"]
        name, path = self._name(page), f"{page.folder}/{page.slug}.html"
        address = f"feeds/{page.folder}-{page.slug}.{self.names.language}.atom"
        yield self._page(path, "subject.html", name, sections=sections, document=document, brief=brief,
                         within=self._within(page.subject), feed=address,
                         figures=_figures(document, sections))  # fmt: skip
        title = self.say("site-feed-title", subject=name)
        yield address, feed(title, f"{self.names.language}/{path}", self._changes(brief), self.names, self.base)

    def _within(self, subject: Subject) -> list[tuple[Page, str]]:
        """The places inside a country, and the other way round the country of a place."""
        place = subject.place
        if place is None or place.country is None:
            return []
        others = [(page, page.subject.place) for page in self.site.places if page.subject != subject]
        kept = [page for page, other in others if other and other.country == place.country
                and "country" in (place.level, other.level)]  # fmt: skip
        return [(page, self._name(page)) for page in kept]

    def _changes(self, brief: Brief) -> list[Summary]:
        return self._news(brief.events)

    def _news(self, events: Iterable[Summary]) -> list[Summary]:
        """What happened, is planned, feared or denied; not what simply is, nor what the reader was not sure of."""
        return [s for s in events if sure(s) and (happened(s) or s.event.mode in ("planned", "possible", "denied"))]

    def _events(self) -> list[dict[str, Any]]:
        return [
            {
                "id": summary.event.id,
                "text": sentence(summary, self.names),
                "claims": _claims(summary),
                "day": told_first(summary),
                "status": self.names.words.phrases.word("status", summary.event.first.claim.status),
                "sure": sure(summary),
            }
            for summary in self.site.events
        ]

    def _conflicts(self) -> list[dict[str, Any]]:
        phrases = self.names.words.phrases
        return [
            {
                "id": conflict.id,
                "text": dispute(conflict, self.names, phrases),
                "claims": [entry.id for entry in conflict.entries],
                "settled": conflict.settled is not None,
            }
            for conflict in self.site.conflicts
        ]

    def _report(self, report: Report) -> tuple[str, str]:
        clauses, claims = Clauses(self.names), []
        for entry in self.site.entries.values():
            if entry.report_id != report.id:
                continue
            claim, said_by = entry.claim, entry.claim.said_by
            form = {"planned": "plan", "possible": "fear", "denied": "noun"}.get(claim.status)
            thing = Thing.of_claim(claim)
            text = clauses.clause(thing, form)
            claims.append({
                "id": entry.id,
                "text": capital(text) + ".",
                "status": self.names.words.phrases.word("status", claim.status),
                "sure": claim.confidence >= SURE,
                "speaker": self.names.voice(said_by.of, [said_by]) if said_by else "",
                "passages": [" ".join(s.text(report.text).split()) for s in claim.evidence[:_PASSAGES]]
                if report.text else [],
            })  # fmt: skip
        title = report.title or report.id
        path = f"reports/{self.site.report_slugs[report.id]}.html"
        return self._page(path, "report.html", title, report=report, claims=claims)


def _claims(summary: Summary) -> list[str]:
    return [entry.id for entry in summary.event.entries]


def _figures(document: Document, sections: list[Section]) -> dict[str, Any]:
    return {section.key: document.figures_after(section) for section in sections}
