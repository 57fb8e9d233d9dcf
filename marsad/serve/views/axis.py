"""Days on a line: where each stands between the first and the last, and the marks that a reader counts by."""

import datetime as dt
from dataclasses import dataclass

_WEEKS, _MONTHS, _QUARTERS = 75, 800, 2400  # days of a line that is counted by weeks, months, quarters; else by years


@dataclass(frozen=True)
class Tick:
    at: float  # per cent
    label: str


@dataclass(frozen=True)
class Axis:
    first: dt.date
    last: dt.date
    mirrored: bool = False  # from right to left

    def at(self, day: dt.date) -> float:
        """Where a day begins, in per cent from the left; beyond the ends at the ends."""
        kept = min(max(day, self.first), self.last)
        share = 100 * (kept - self.first).days / max(1, (self.last - self.first).days)
        return round(100 - share if self.mirrored else share, 2)

    def span(self, first: dt.date, last: dt.date) -> tuple[float, float]:
        """Left edge and width of some days, the last one included."""
        one, other = self.at(first), self.at(last if last >= self.last else last + dt.timedelta(1))
        return min(one, other), round(abs(one - other), 2)

    def shows(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of these days is on the line."""
        return first <= self.last and last >= self.first

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(self.at(day), label) for day, label in self._days() if self.first <= day <= self.last]

    def _days(self) -> list[tuple[dt.date, str]]:
        days = (self.last - self.first).days
        if days <= _WEEKS:
            start = self.first + dt.timedelta(-self.first.weekday() % 7)
            return [(day, day.isoformat()) for n in range(days // 7 + 1) if (day := start + dt.timedelta(7 * n))]
        years = range(self.first.year, self.last.year + 1)
        if days > _QUARTERS:
            step = max(1, len(years) // 12)
            return [(dt.date(year, 1, 1), str(year)) for year in years if year % step == 0]
        step = 1 if days <= _MONTHS // 2 else 2 if days <= _MONTHS else 3
        months = [dt.date(year, month, 1) for year in years for month in range(1, 13, step)]
        return [(day, day.isoformat()[:7]) for day in months]
