"""Pages from templates. What a template prints is escaped, and characters that turn text around are made visible."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request

from marsad.serve.clocks import CARRIED, accepted
from marsad.serve.people import NOBODY, Everybody, Person
from marsad.serve.routes import BY_NAME, NAVIGATION
from marsad.serve.views.phrasing import FILTERS, FUNCTIONS
from marsad.serve.words import LANGUAGES, speech
from marsad.serve.words.refusals import in_language

if TYPE_CHECKING:
    from marsad.serve.assets import Assets
    from marsad.serve.house import House
    from marsad.serve.visit import Visit

_TEMPLATES = Path(__file__).parent / "templates"
_TURNS = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]")  # embeddings, overrides, isolates, marks
_ISOLATES = re.compile("[\u2068\u2069]")  # with which Marsad itself sets names apart: kept where they are in pairs
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


_ASKED = 200  # characters of what was asked that are put into a form again


class Again(NamedTuple):
    """A question to be asked again under another name."""

    path: str
    of: str
    others: list[tuple[str, str]]  # the rest of what was asked


def rendered(visit: "Visit", template: str, model: dict[str, Any]) -> str:
    """A template with its model, and what every page has: words, names, addresses, who is asking."""
    other = LANGUAGES[1 - LANGUAGES.index(visit.lang)]
    return (
        environment()
        .get_template(template)
        .render(
            model,
            visit=visit,
            current=visit.row.name,
            say=visit.say,
            words=visit.words,
            url=visit.url,
            here=visit.here,
            carried=partial(_carried, visit),
            clocks=visit.clocks,
            person=visit.person,
            may=visit.person.may,
            settings=visit.house.settings,
            assets=visit.house.assets,
            style=partial(_style, visit.house.assets),
            script=partial(_script, visit.house.assets),
            other_language=speech(other),
        )
    )


def refused_page(request: Request, status: int, sentence: str, unknown: bool) -> str:
    """Why there is no page. It needs neither ledger nor person: it is also shown where these fail.

    Where a name is unknown, another one can be given.
    """
    house: House = request.app.state.house
    person = getattr(request.state, "person", None) or _whoever(house)
    told = request.query_params.get("lang") or accepted(request.headers.get("accept-language", ""))
    language = told if told in LANGUAGES else house.settings.language
    other = speech(LANGUAGES[1 - LANGUAGES.index(language)])
    return (
        environment()
        .get_template("core/refusal.html")
        .render(
            say=speech(language),
            status=status,
            sentence=sentence,
            in_language=in_language(sentence, language),
            again=_asked_again(request) if unknown else None,
            current=None,
            url=lambda name, **query: _plain(BY_NAME[name].path, lang=language, **query),
            here=lambda lang: _in_other(request, lang),
            other_language=other,
            person=person,
            may=person.may,
            settings=house.settings,
            assets=house.assets,
            style=partial(_style, house.assets),
        )
    )


def _whoever(house: "House") -> Person:
    """Who asks, where that was not looked at: only without accounts it is known."""
    return house.people.person if isinstance(house.people, Everybody) else NOBODY


def _plain(path: str, **query: str) -> str:
    """An address of ours without clocks: one of them may be what was refused."""
    return f"/{quote(path.lstrip('/'))}?{urlencode(query)}"


def _in_other(request: Request, lang: str) -> str:
    """The same refusal in another language, or the first page where what was sent cannot be sent again."""
    of = {"of": request.query_params["of"][:_ASKED]} if "of" in request.query_params else {}
    return _plain(request.url.path, **of, lang=lang) if request.method == "GET" else _plain("/", lang=lang)


def _asked_again(request: Request) -> Again | None:
    """The question about a place or an actor that was not answered; None where another thing was asked."""
    asked = request.query_params
    if request.method != "GET" or "of" not in asked:
        return None
    return Again(request.url.path, asked["of"][:_ASKED], [(k, v[:_ASKED]) for k, v in asked.multi_items() if k != "of"])


@lru_cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    made.filters["day"] = _day
    made.filters.update({name: _after_shown(words) for name, words in FILTERS.items()})
    made.globals.update(FUNCTIONS)
    made.globals["navigation"] = [name for name in NAVIGATION if name in BY_NAME]
    made.globals["routes"] = BY_NAME
    made.globals["permission_of"] = lambda name: BY_NAME[name].permission
    return made


def shown(value: Any) -> Any:
    """What is printed for a value: nothing for None, and no character that would turn what follows it around.

    Plain text stands for such a character, because a value may stand in an attribute.
    """
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = _TURNS.sub(_code, value)
    return text if _paired(text) else _ISOLATES.sub(_code, text)


def visible(text: str) -> Markup:
    """Text of a report, escaped, with every such character marked; the offsets of letters can be counted from it."""
    marked = _CONTROLS.sub(
        lambda found: f'<span class="turn" data-char="{ord(found[0]):x}">{_code(found)}</span>', str(escape(text))
    )
    return Markup(marked)


def _after_shown(filtered: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A filter that gets what would be printed, with turning characters marked: its Markup is printed as it is."""
    return lambda value: filtered(shown(value))


def _code(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _paired(text: str) -> bool:
    depth = 0
    for found in _ISOLATES.finditer(text):
        depth += 1 if found[0] == "\u2068" else -1
        if depth < 0:
            return False
    return depth == 0


def _carried(visit: "Visit", *but: str) -> Markup:
    """Hidden fields that carry the address's clocks and language through a form that asks, but for its own fields."""
    fields = [(name, visit.query[name]) for name in CARRIED if name not in but and visit.query.get(name)]
    return Markup("").join(Markup('<input type="hidden" name="{}" value="{}">').format(*field) for field in fields)


def _day(value: Any) -> Markup:
    """A date, which stays in its order within Arabic text."""
    return Markup('<time dir="ltr" datetime="{0}">{0}</time>').format(value) if value else Markup("")


def _style(assets: "Assets", name: str) -> Markup:
    """The link to a style sheet, `name.css`, ours or one that came with a script; nothing where there is none."""
    found = assets.find(f"{name}.css")
    return Markup('<link rel="stylesheet" href="{}">').format(found) if found else Markup("")


def _script(assets: "Assets", name: str) -> Markup:
    """The tag of a script that `make web` built from `web/src/name.ts`; nothing where it is not built."""
    found = assets.find(f"{name}.js")
    return Markup('<script type="module" src="{}"></script>').format(found) if found else Markup("")
