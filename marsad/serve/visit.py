"""One request, as the pages see it: who asks, what the address says, the ledger as asked, and ways to answer."""

import datetime as dt
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from marsad.errors import QuestionError
from marsad.ledger import Ledger, View
from marsad.posture.subject import EVERYTHING, Subject, find_subject
from marsad.publish.words import Words
from marsad.serve.clocks import CARRIED, SHOWN, Clocks, read_day
from marsad.serve.house import House
from marsad.serve.people import Person
from marsad.serve.routes import BY_NAME, Row
from marsad.serve.words import Speech, speech

Value = TypeVar("Value")


@dataclass
class Visit:
    """A request on its way to an answer. Handlers take one and give back a response."""

    request: Request
    house: House
    row: Row
    person: Person
    clocks: Clocks
    form: FormData = field(default_factory=FormData)

    # The address

    @property
    def query(self) -> dict[str, str]:
        return dict(self.request.query_params)

    @property
    def path(self) -> dict[str, str]:
        return self.request.path_params

    @property
    def lang(self) -> str:
        return self.clocks.lang

    @property
    def on(self) -> dt.date:
        return self.clocks.on

    @property
    def wants_json(self) -> bool:
        return self.request.url.path.endswith(".json")

    def text(self, name: str, default: str = "") -> str:
        """What the form or the address gives under a name, without space around it."""
        given = self.form.get(name) if name in self.form else self.request.query_params.get(name)
        return given.strip() if isinstance(given, str) else default

    def day(self, name: str) -> dt.date | None:
        return read_day(self.request.query_params, name)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 0 to `most`."""
        given = self.text(name)
        if not given:
            return default
        if not given.isdecimal() or len(given) > 9:
            raise QuestionError(f"{name}={given[:SHOWN]} is no number; give one from 0 to {most}.")
        return min(int(given), most)

    # The ledger

    @property
    def ledger(self) -> Ledger:
        return self.house.ledger

    @cached_property
    def view(self) -> View:
        """The ledger at one instant, for the whole of this request."""
        return self.house.view(self.clocks.known, self.clocks.as_recorded)

    def subject(self, name: str | None) -> Subject:
        """What a name means; all that the ledger holds where none is given."""
        if not name:
            return EVERYTHING
        state = (self.view.recorded, self.clocks.known, name)
        return self.house.subjects.or_make(state, lambda: find_subject(name, self.house.register, self.view))

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """An answer that follows from this view of the ledger and the key alone: worked out once for all visitors."""
        whole = (self.view.recorded, self.clocks.known, key)
        return self.house.answers.or_make(whole, make)  # type: ignore[return-value]

    # Words and addresses

    @property
    def say(self) -> Speech:
        return speech(self.lang)

    @cached_property
    def words(self) -> Words:
        return self.house.words(self.lang, self.view)

    def url(self, route: str, _clocks: bool = True, **parts: Any) -> str:
        """The address of a page, with this one's clocks. Parts go into its path, else its query; None is left out."""
        path, query = BY_NAME[route].path, self._carried() if _clocks else {}
        for name, value in parts.items():
            for slot in (f"{{{name}}}", f"{{{name}:path}}"):
                if slot in path:
                    path = path.replace(slot, quote(str(value), safe="/" if "path" in slot else ""))
                    break
            else:
                query[name] = value
        given = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode(given, doseq=True)}" if given else path

    def here(self, **changes: Any) -> str:
        """This page's own address with some of its query changed; None takes something out."""
        path = self.request.url.path.removesuffix(".json") or "/"
        query: dict[str, Any] = {**self.query, **changes}
        given = {name: value for name, value in query.items() if value not in (None, "")}
        path = quote(path)
        return f"{path}?{urlencode(given, doseq=True)}" if given else path

    def _carried(self) -> dict[str, Any]:
        return {name: self.query[name] for name in CARRIED if self.query.get(name)}

    # Answers

    def page(self, template: str, model: Any, status: int = 200) -> Response:
        """The page, or its twin in JSON. `model` is a dict or a dataclass; the template sees its fields by name."""
        if self.wants_json:
            return JSONResponse(plain(model), status)
        from marsad.serve.templating import rendered

        fields = model if isinstance(model, dict) else {name: getattr(model, name) for name in vars_of(model)}
        return HTMLResponse(rendered(self, template, fields), status)

    def go(self, address: str) -> Response:
        """Send the browser to another page of ours after something was changed."""
        return RedirectResponse(own_address(address), 303)

    def json(self, model: Any, status: int = 200) -> Response:
        return JSONResponse(plain(model), status)


def own_address(address: str) -> str:
    """An address on this server: whatever would lead elsewhere leads home."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside and "\\" not in address else "/"


def vars_of(model: Any) -> tuple[str, ...]:
    return tuple(model.__dataclass_fields__)


def plain(model: Any) -> Any:
    """A view-model as JSON values: what has `to_json` says how, a dataclass is its fields, a date is ISO 8601."""
    if hasattr(model, "to_json"):
        return plain(model.to_json())
    if is_dataclass(model) and not isinstance(model, type):
        return {name: plain(getattr(model, name)) for name in vars_of(model)}
    if isinstance(model, dict):
        return {str(key): plain(value) for key, value in model.items()}
    if isinstance(model, (list, tuple)):
        return [plain(value) for value in model]
    if isinstance(model, (set, frozenset)):
        return sorted(map(plain, model), key=json.dumps)
    if isinstance(model, (dt.date, dt.datetime)):
        return model.isoformat()
    return model
