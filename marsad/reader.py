"""The main path from a report to its claims: reading (what stands where) joined with resolving (what it means)."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from marsad.garbage import no_garbage
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.reading.annotate import annotator
from marsad.reading.page import Mention, Page
from marsad.resolve.claims import Resolver
from marsad.resolve.model import load_model
from marsad.resolve.net.network import load_network
from marsad.resolve.where import Whereabouts
from marsad.world.register import load_register

_VERSION = "12"
PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of an actor or place that neither register nor gazetteer knows, as it stands in the report."""

    text: str
    kind: str  # "actor" or "place"
    span: Span
    key: str  # the key or name it was given in claims


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one report."""

    claims: tuple[Claim, ...]
    unknown: tuple[UnknownName, ...] = ()
    warnings: tuple[str, ...] = ()


class Reader:
    """The built-in grammar reader: offline, deterministic, Arabic and English.

    `register_files` are a user's own YAML files of actors and places, in the form of `marsad/world`.
    """

    name = "grammar"

    def __init__(self, register_files: tuple[Path, ...] = ()) -> None:
        self._files = tuple(Path(path) for path in register_files)
        self._resolver = lru_cache(maxsize=None)(self._made_resolver)

    @cached_property
    def version(self) -> str:
        """Changes with the program and with a user's own register files, so that a changed register reads anew."""
        if not self._files:
            return _VERSION
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in self._files))
        return f"{_VERSION}+{digest.hexdigest()[:8]}"

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(load_register(self._files))

    def _made_resolver(self, language: str) -> Resolver:
        return Resolver(language, self._whereabouts, load_model(), load_network())

    def page(self, report: Report) -> Page:
        """The report with every layer of annotation."""
        return annotator(report.language, self._files).page(report.text, report.published, report.publisher)

    def read(self, report: Report) -> Reading:
        """The claims of one report, in the order of their evidence. Raises nothing on any text.

        What page breaks part are reports of their own: nobody speaks, and nothing is meant, across one.
        """
        with no_garbage():
            return self._read(report)

    def _read(self, report: Report) -> Reading:
        resolver = self._resolver(report.language)
        claims: list[Claim] = []
        unknown: dict[str, UnknownName] = {}
        offset = 0
        for text in report.text.split(PAGE_BREAK):
            page = self.page(replace(report, text=text))
            claims += [_shifted(claim, offset) for claim in resolver.claims(page)]
            for name in _unknown(page):
                unknown.setdefault(name.key, replace(name, span=_moved(name.span, offset)))
            offset += len(text) + len(PAGE_BREAK)
        return Reading(tuple(_told_once(claims)), tuple(unknown.values()))

    def annotate(self, report: Report) -> dict[str, Any]:
        """Every layer with offsets: sentences, names, places, times, numbers, speech."""
        page = self.page(report)
        tokens = page.tokens
        resolved = self._resolver(report.language).mentions(page)
        return {
            "id": report.id,
            "sentences": [list(tokens.sentence_span(n)) for n in range(len(tokens.sentences))],
            "names": [_name(page, m) for m in resolved if m.layer == "actor" and m.keys and m.sub not in _ANAPHORIC],
            "places": [_place(page, m) for m in resolved if m.layer == "place" and m.place and m.sub not in _ANAPHORIC],
            "times": [_spanned(page, t.first, t.past) | {"edtf": t.edtf} for t in page.times],
            "numbers": [_spanned(page, n.first, n.past) | {"min": n.min, "max": n.max} for n in page.numbers],
            "speech": _once(s for s in (_speech(page, s) for s in page.speech) if s),
        }

    def explain(self, report: Report) -> list[dict[str, Any]]:
        """What the cascade found, layer by layer: each {"layer", "span", "text", "value", "rule"}."""
        page = self.page(report)
        return list(_explained(page, self._resolver(report.language)))


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _shifted(claim: Claim, offset: int) -> Claim:
    if not offset:
        return claim
    return replace(claim, evidence=tuple(_moved(span, offset) for span in claim.evidence))


def _told_once(claims: list[Claim]) -> list[Claim]:
    """What two pages say alike is one claim with the passages of both."""
    out: dict[Claim, Claim] = {}
    for claim in claims:
        said = replace(claim, evidence=(), confidence=0.0, rule="")
        first = out.get(said)
        if first is None:
            out[said] = claim
        else:
            surer = max(first.confidence, claim.confidence)
            out[said] = replace(first, evidence=(*first.evidence, *claim.evidence), confidence=surer)
    return list(out.values())


_ANAPHORIC = ("pronoun", "possessive", "bare", "office", "anaphor", "generic", "there")


def _spanned(page: Page, first: int, past: int) -> dict[str, Any]:
    span = page.tokens.span(first, past)
    return {"span": list(span), "text": span.text(page.tokens.text)}


def _name(page: Page, mention: Mention) -> dict[str, Any]:
    return _spanned(page, mention.first, mention.past) | {"key": mention.keys[0]}


def _place(page: Page, mention: Mention) -> dict[str, Any]:
    place = mention.place
    assert place is not None
    return _spanned(page, mention.first, mention.past) | {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "level": place.level,
        "geonameid": mention.geonameid,
    }


def _speech(page: Page, speech: Any) -> dict[str, Any] | None:
    if speech.past <= speech.first or speech.speaker is None or not speech.speaker.keys:
        return None
    speaker = speech.speaker
    span = list(page.tokens.span(speaker.first, speaker.past)) if speaker.past > speaker.first else None
    return {
        "span": list(page.tokens.span(speech.first, speech.past)),
        "speaker_span": span,
        "of": speaker.keys[0],
        "name": speaker.name or None,
    }


def _once(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without repeats: one attribution may be found by two frames."""
    out: list[dict[str, Any]] = []
    for row in rows:
        if not any(row["span"] == other["span"] and row["of"] == other["of"] for other in out[-4:]):
            out.append(row)
    return out


def _unknown(page: Page) -> Iterator[UnknownName]:
    seen: set[str] = set()
    for mention in page.mentions:
        if mention.known or mention.name in seen:
            continue
        seen.add(mention.name)
        span = page.tokens.span(mention.first, mention.past)
        key = mention.keys[0] if mention.keys else mention.name
        yield UnknownName(span.text(page.tokens.text), mention.layer, span, key)


def _explained(page: Page, resolver: Resolver) -> Iterator[dict[str, Any]]:
    def row(layer: str, first: int, past: int, value: object, rule: str) -> dict[str, Any]:
        return {"layer": layer} | _spanned(page, first, past) | {"value": value, "rule": rule}

    for first, past in page.tokens.sentences:
        yield row("sentence", first, past, None, "")
    for mention in resolver.mentions(page):
        value = ", ".join(mention.keys) or (str(mention.place) if mention.place else None)
        yield row(mention.layer, mention.first, mention.past, value, mention.sub)
    for time in page.times:
        yield row("time", time.first, time.past, time.edtf, time.rule)
    for number in page.numbers:
        yield row("number", number.first, number.past, [number.min, number.max], number.rule)
    for speech in page.speech:
        if speech.past > speech.first:
            speaker = speech.speaker.keys[0] if speech.speaker and speech.speaker.keys else None
            yield row("speech", speech.first, speech.past, speaker, speech.rule)
    for trigger, belief in resolver.beliefs(page):
        yield row("trigger", trigger.first, trigger.past, round(belief, 2), trigger.hit.rule)
