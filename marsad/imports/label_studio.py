"""Annotations from Label Studio (JSON): a region labelled with a kind is a claim, and what stands with it fills slots.

A slot is filled by a per-region choice, text or number called as the slot, or by a relation to a region, labelled as
the slot. The task's data give text, id, published, publisher, title and language.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.errors import ContractError, ReportError
from marsad.imports.made import Given, Imported
from marsad.imports.offsets import Utf16
from marsad.imports.spans import Marked, imported
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.reports import Failure

_LABELS = ("labels", "hypertextlabels")
_VALUES = ("choices", "text", "number", "rating", "taxonomy")


def load(path: Path, given: Given) -> Iterator[Imported | Failure]:
    from marsad.imports import load_json

    tasks = load_json(path)
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise ReportError(f"{path} is no export of Label Studio; export the project as JSON.")
    for number, task in enumerate(tasks, 1):
        where = f"{path}, task {task.get('id', number)}"
        try:
            yield _imported(task, where, given)
        except (ContractError, ReportError) as error:
            yield Failure(where, f"{where}: {error}.")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            yield Failure(where, f"{where} is not as Label Studio exports it ({error!r}).")


def _imported(task: dict[str, Any], where: str, given: Given) -> Imported:
    data = task["data"]
    text = data.get("text")
    if not isinstance(text, str) or not text:
        raise ReportError('there is no text in its data; call the field "text"')
    done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    marked = [mark for annotation in done for mark in _marked(annotation.get("result") or [], text)]
    values = {**data, "id": data.get("id") or f"task-{task.get('id', '')}"}
    return imported(text, values, marked, where, given)


def _marked(result: list[dict[str, Any]], text: str) -> Iterator[Marked]:
    offsets = Utf16(text)
    spans: dict[str, Span] = {}
    kinds: dict[str, str] = {}
    values: dict[str, dict[str, list[str]]] = {}
    for item in result:
        value = item.get("value") or {}
        if item.get("type") in _LABELS:
            spans[item["id"]] = _span(value, text, offsets)
            named = [label.casefold() for label in value[item["type"]] if label.casefold() in KINDS]
            kinds |= {item["id"]: named[0]} if named else {}
    for item in result:
        told = item.get("value") or {}
        if item.get("type") == "relation":
            for slot in item.get("labels") or ():
                if item["to_id"] in spans and item["from_id"] in kinds:
                    filled = spans[item["to_id"]].text(text)
                    values.setdefault(item["from_id"], {}).setdefault(slot.casefold(), []).append(filled)
        elif item.get("id") in kinds and item.get("type") not in _LABELS:
            found = next((told[name] for name in _VALUES if name in told), None)
            listed = found if isinstance(found, list) else [found]
            values.setdefault(item["id"], {}).setdefault(item["from_name"], []).extend(str(v) for v in listed)
    for id, kind in kinds.items():
        yield Marked(spans[id], {"kind": kind} | values.get(id, {}))


def _span(value: dict[str, Any], text: str, offsets: Utf16) -> Span:
    """The region; its own words say whether its offsets count UTF-16 units, as a browser does, or code points."""
    start, end = int(value["start"]), int(value["end"])
    counted = Span(offsets.point(start), offsets.point(end))
    words = value.get("text")
    if words and counted.text(text) != words and text[start:end] == words:
        return Span(start, end)
    return counted
