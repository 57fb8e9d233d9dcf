"""Manners: a pace for each host, and what its robots.txt asks for."""

import time
from collections.abc import Callable

_MAX_RULES = 500_000  # bytes of a robots.txt that count, as RFC 9309 has it
_STARS = 12  # in one rule; more would take a matcher for ever
_LONGEST_DELAY = 30.0  # seconds; a robots.txt that wants more is read as this


class Pace:
    """So much time between two requests to one host."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._next: dict[str, float] = {}

    def wait_for(self, host: str, delay: float | None = None) -> float:
        """The seconds to wait before a request to a host, which is then counted as made."""
        now = self._clock()
        start = max(now, self._next.get(host, now))
        self._next[host] = start + max(self._seconds, min(delay or 0.0, _LONGEST_DELAY))
        return start - now


class Rules:
    """The robots.txt of one host."""

    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules = Protego.parse("\n".join(line for line in text.splitlines() if line.count("*") <= _STARS))

    @classmethod
    def of(cls, body: bytes) -> "Rules":
        return cls(body[:_MAX_RULES].decode("utf-8", "replace"))

    def allow(self, url: str, agent: str) -> bool:
        return bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float | None:
        return self._rules.crawl_delay(agent)

    def sitemaps(self) -> list[str]:
        return list(self._rules.sitemaps)[:50]
