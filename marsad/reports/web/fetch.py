"""Fetching a page: each hop checked, robots and pace kept, tried again where that may help, kept in the archive."""

import datetime as dt
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from marsad.reports.names import joined
from marsad.reports.web.archive import Archive, Capture, Fetched
from marsad.reports.web.hosts import Resolver, Target, addresses, parse, system_resolver
from marsad.reports.web.manners import Pace, Rules
from marsad.reports.web.response import Response, is_busy, retry_after
from marsad.reports.web.settings import FetchError, Settings

_REDIRECTS = (301, 302, 303, 307, 308)
_ADDRESSES = 3  # of a host, tried one after the other
_RULES_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Stamps:
    """By which a server tells whether a page has changed, and the address that they are of."""

    etag: str | None = None
    modified: str | None = None
    final: str | None = None

    def conditions(self) -> dict[str, str]:
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


class Web:
    """Fetches pages. Clock, sleep and resolver are parts of it, so that time and names can be anything in a test."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive | None = None,
        resolver: Resolver = system_resolver,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.settings, self.archive = settings, archive
        self._resolver, self._sleep, self._clock, self._now = resolver, sleep, clock, now
        self._pace = Pace(settings.pace, clock)
        self._rules: dict[str, tuple[float, Rules]] = {}

    def get(self, url: str) -> Fetched:
        """The page at an address; raises FetchError, whose sentence says why there is none."""
        known = self.archive.latest(url) if self.archive else None
        stamps = Stamps(known.etag, known.modified, known.final) if known else Stamps()
        target, response = self._followed(url, stamps)
        if response.status == 304 and known and self.archive:
            return self._unchanged(url, known, response)
        return self._arrived(url, target, response)

    def poll(self, url: str, stamps: Stamps) -> tuple[Fetched | None, Stamps]:
        """A list that changes often, which is not archived: None where it is as it was when the stamps were given."""
        target, response = self._followed(url, stamps)
        if response.status == 304:
            return None, stamps
        new = Stamps(response.header("etag"), response.header("last-modified"), target.url)
        _check_page(target, response)
        return Fetched(url, target.url, response.header("content-type") or "", response.body, self._now()), new

    def post(self, url: str, body: bytes, media: str, headers: Mapping[str, str] | None = None) -> None:
        """Send something to an address, as an alert to a webhook; raises FetchError where it does not arrive."""
        target = parse(url)
        response = self._asked(target, {"Content-Type": media, **(headers or {})}, body)
        if response.status >= 300:
            raise FetchError(f"{target.url} answers {response.status}.", status=response.status)

    def _followed(self, url: str, stamps: Stamps) -> tuple[Target, Response]:
        """The answer at the end of all redirects. Stamps are shown only to the page that gave them."""
        target, seen = parse(url), set[str]()
        for _ in range(self.settings.max_redirects + 1):
            response = self._tried(target, stamps.conditions() if stamps.final == target.url else {})
            if response.status not in _REDIRECTS:
                return target, response
            seen.add(target.url)
            target = self._next(target, response)
            if target.url in seen:
                raise FetchError(f"{url} is redirected in a circle.")
        raise FetchError(f"{url} is redirected more than {self.settings.max_redirects} times.")

    def rules(self, target: Target) -> Rules:
        """The robots.txt of a target's host, asked for once a day."""
        kept = self._rules.get(target.origin)
        if kept and self._clock() - kept[0] < _RULES_SECONDS:
            return kept[1]
        rules = self._fetched_rules(target)
        self._rules[target.origin] = (self._clock(), rules)
        return rules

    def _fetched_rules(self, target: Target) -> Rules:
        place = parse(f"{target.origin}/robots.txt")
        for _ in range(self.settings.max_redirects + 1):
            try:
                response = self._tried(place, {}, by_rules=False)
            except FetchError as error:
                if error.status is not None and error.status < 500 and error.status != 429:
                    return Rules("")  # no file is no rule
                if error.status is None and place.origin == target.origin:  # it is the host, whatever is asked for
                    sentence = str(error).replace(place.url, target.url)
                    raise FetchError(sentence, error.again, error.wait) from error
                raise  # a host that cannot say what it allows is left alone
            if response.status not in _REDIRECTS:
                return Rules.of(response.body)
            place = self._next(place, response)
        return Rules("")

    def _tried(self, target: Target, more: dict[str, str], by_rules: bool = True) -> Response:
        """The answer of a host, asked again with growing pauses where it was busy or broke off."""
        asked = self.rules(target) if by_rules and self.settings.robots else None
        if asked and not asked.allow(target.url, self.settings.agent):
            raise FetchError(f"{target.url} is not fetched: its host's robots.txt forbids it; save the page yourself.")
        delay = asked.delay(self.settings.agent) if asked else None
        for attempt in range(1, self.settings.tries + 1):
            self._pause(self._pace.wait_for(target.host, delay))
            try:
                return self._answer(target, more)
            except FetchError as error:
                wait = error.wait if error.wait is not None else 2.0**attempt * random.uniform(0.5, 1.0)
                if not error.again or attempt == self.settings.tries or wait > self.settings.max_wait:
                    raise
                self._pause(wait)
        raise AssertionError("unreachable")

    def _answer(self, target: Target, more: dict[str, str]) -> Response:
        response = self._asked(target, more)
        if is_busy(response.status):
            wait = retry_after(response, self._now())
            later = f"; it asks to be left for {wait:,.0f} seconds" if wait else ""
            sentence = f"{target.url} answers {response.status}{later}; try again later."
            raise FetchError(sentence, again=True, wait=wait, status=response.status)
        if response.status >= 400:
            gone = " (gone)" if response.status in (404, 410) else ""
            raise FetchError(f"{target.url} answers {response.status}{gone}.", status=response.status)
        return response

    def _asked(self, target: Target, more: dict[str, str], body: bytes | None = None) -> Response:
        """What the first of a host's addresses answers that can be reached: IPv6 may lead nowhere from here."""
        ips = _by_turns(addresses(target, self.settings, self._resolver))[:_ADDRESSES]
        for ip in ips[:-1]:
            try:
                return ask(target, ip, more, self.settings, body)
            except FetchError as error:
                if error.connected:
                    raise
        return ask(target, ips[-1], more, self.settings, body)

    def _next(self, target: Target, response: Response) -> Target:
        place = response.header("location")
        if not place:
            raise FetchError(f"{target.url} is redirected to nowhere.")
        following = parse(joined(target.url, place.strip()))
        if target.scheme == "https" and following.scheme == "http":
            raise FetchError(f"{target.url} is redirected from https to http, which is not followed.")
        return following

    def _arrived(self, url: str, target: Target, response: Response) -> Fetched:
        _check_page(target, response)
        now = self._now()
        capture = self.archive.keep(url, target.url, response, now) if self.archive else None
        media = response.header("content-type") or ""
        number, same = (capture.number, capture.same_as is not None) if capture else (None, False)
        return Fetched(url, target.url, media, response.body, now, number, same)

    def _unchanged(self, url: str, known: Capture, response: Response) -> Fetched:
        assert self.archive
        now = self._now()
        capture = self.archive.keep_unchanged(url, known, response, now)
        return replace(self.archive.load(known), url=url, at=now, capture=capture.number, unchanged=True)

    def _pause(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)


def _by_turns(ips: list[str]) -> list[str]:
    """IPv6 and IPv4 by turns, the kind first that the resolver has first."""
    kinds = [[ip for ip in ips if (":" in ip) == six] for six in dict.fromkeys(":" in ip for ip in ips)]
    return [ip for turn in zip_longest(*kinds) for ip in turn if ip]


def ask(target: Target, ip: str, more: Mapping[str, str], settings: Settings, body: bytes | None = None) -> Response:
    """As `request.ask`; its libraries come with the first request, as most who could fetch read files."""
    from marsad.reports.web import request

    return request.ask(target, ip, more, settings, body)


def _check_page(target: Target, response: Response) -> None:
    if response.status != 200:
        raise FetchError(f"{target.url} answers {response.status}, not with a page.", status=response.status)
