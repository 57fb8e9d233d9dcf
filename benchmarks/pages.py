"""How well articles are taken out of pages that real outlets served, of two public sets that you fetch yourself.

    git clone https://github.com/scrapinghub/article-extraction-benchmark
    git clone https://github.com/flairNLP/fundus
    python benchmarks/pages.py article-extraction-benchmark fundus

The first has 181 pages with their texts; the second the test pages of its parsers, most of them newer, with text and
date. Text F1 is of words, each as often as it stands; the headline counts as text where the set has it. The sets are
not part of Marsad, and no rule was made for a page of theirs alone.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from marsad.errors import ReportError
from marsad.reports.formats.html import take


class Page(NamedTuple):
    name: str
    data: bytes
    texts: list[str]  # one of which it is: some pages have several versions of their gold
    days: list[str]


def benchmark(folder: Path) -> Iterator[Page]:
    """https://github.com/scrapinghub/article-extraction-benchmark"""
    for key, gold in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        yield Page(gold["url"], gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()),
                   [gold["articleBody"]], [])  # fmt: skip


def fundus(folder: Path) -> Iterator[Page]:
    """https://github.com/flairNLP/fundus"""
    for path in sorted((folder / "tests" / "resources" / "parser" / "test_data").glob("*/*.json")):
        versions = list(json.loads(path.read_text("utf-8")).values())
        days = [str(version["publishing_date"])[:10] for version in versions if version.get("publishing_date")]
        for page in sorted(path.parent.glob(f"{path.stem}_*.html.gz")):
            yield Page(page.name, gzip.decompress(page.read_bytes()), list(map(_body, versions)), days)


def _body(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    parts = [version.get("title") or "", *(body.get("summary") or [])]
    for section in body.get("sections") or []:
        parts += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n".join(parts)


def f1(found: str, expected: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text)) for text in (found, expected))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        pages = benchmark(folder) if (folder / "ground-truth.json").exists() else fundus(folder)
        scores, dated, none = [], [], 0
        for page in pages:
            try:
                text, known = take(page.data, page.name)
            except ReportError:
                text, known, none = "", None, none + 1
            scores.append(max(f1(text, expected) for expected in page.texts))
            if page.days:
                dated.append(known is not None and str(known.published) in page.days)
        days = f", day right on {sum(dated) / len(dated):.1%}" if dated else ""
        print(
            f"{folder.name}: {len(scores)} pages, text F1 {sum(scores) / len(scores):.3f}{days}, {none} without a text"
        )


if __name__ == "__main__":
    main()
