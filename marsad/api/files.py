"""What is made to be shown or handed on: drawings and briefs, as objects that a notebook shows and `save` writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import ExportError
from marsad.posture.brief import Brief
from marsad.publish.brief import brief_lines
from marsad.publish.jsonl import line
from marsad.publish.posture import READABLE
from marsad.publish.words import Words
from marsad.world.register import Register

if TYPE_CHECKING:
    from marsad.publish.charts import Chart

_LINES = 5  # a section, in text


@dataclass(frozen=True)
class Drawing:
    """A map or chart; a notebook shows it, `save` writes it as SVG, PNG or HTML."""

    forms: dict[str, bytes]

    def _repr_svg_(self) -> str:
        return self.forms["svg"].decode("utf-8")

    def save(self, path: str | Path) -> Path:
        """Write it in the form that the name of the file says."""
        target = Path(path)
        form = target.suffix.lower().lstrip(".")
        if form not in self.forms:
            raise ExportError(f"{target} does not say what to write; end it in .svg, .png or .html.")
        target.write_bytes(self.forms[form])
        return target


def drawing(chart: "Chart") -> Drawing:
    from marsad.publish.charts import FORMS, drawn

    return Drawing({form: drawn(chart, form) for form in FORMS})


@contextmanager
def charts_needed() -> Iterator[None]:
    """Says what to install where a drawing needs more."""
    try:
        yield
    except ImportError as error:
        raise ExportError("Maps and charts need more packages: pip install 'marsad[charts]'.") from error


@dataclass(frozen=True, repr=False)
class Document:
    """A brief; a notebook shows it, `save` writes it as HTML, Markdown, DOCX, PDF, text or JSON."""

    found: Brief
    words: Words
    register: Register
    language: str = "en"
    limit: int | None = None
    unsure: bool = False

    @property
    def text(self) -> str:
        """The short form that a terminal shows."""
        return "".join(f"{row.plain}\n" for row in brief_lines(self.found, self.words, READABLE, self.limit or _LINES))

    def __repr__(self) -> str:
        return self.text

    def save(self, path: str | Path) -> Path:
        """Write it in the form that the name of the file says. PDF and DOCX need the extras `brief` and `docx`."""
        target = Path(path)
        target.write_bytes(self._made(target))
        return target

    def _made(self, target: Path) -> bytes:
        from marsad.publish.briefs.forms import FORMS

        form = target.suffix.lower().lstrip(".")
        if form == "txt":
            return self.text.encode()
        if form == "json":
            return f"{line(self.found.to_json())}\n".encode()
        if form not in FORMS:
            raise ExportError(f"{target} does not say what to write; end it in .{', .'.join((*FORMS, 'txt', 'json'))}.")
        return self._written(form)

    def _written(self, form: str) -> bytes:
        from marsad.publish.briefs import LIMIT, compose
        from marsad.publish.briefs.figures import figures
        from marsad.publish.briefs.forms import FORMS
        from marsad.publish.wording import namer

        names = namer(self.register, self.language)
        pictures = figures(self.found, names, self.unsure)
        return FORMS[form](compose(self.found, names, self.limit or LIMIT, self.unsure, pictures))

    def _repr_html_(self) -> str:
        page = escape(self._written("html").decode("utf-8"))
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:32em;border:0"></iframe>'
