"""Annotations from INCEpTION (UIMA CAS JSON): an annotation that has or is named as a kind is a claim.

Its layer is called as a kind, or it has a feature `kind`. Features called as slots fill them: by their text, or by the
annotations that they link to.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.errors import ContractError, ReportError
from marsad.imports.made import Given, Imported
from marsad.imports.offsets import Utf16
from marsad.imports.spans import SLOTS, Marked, imported
from marsad.model.kinds import KINDS
from marsad.model.span import Span
from marsad.reports import Failure

Structure = dict[str, Any]


def load(path: Path, given: Given) -> Iterator[Imported | Failure]:
    from marsad.imports import load_json

    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    for file in files:
        cas = load_json(file)
        try:
            yield _imported(cas, file, given)
        except (ContractError, ReportError) as error:
            yield Failure(str(file), f"{file}: {error}.")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            yield Failure(str(file), f"{file} is no UIMA CAS JSON, as INCEpTION exports it ({error!r}).")


def _imported(cas: Any, path: Path, given: Given) -> Imported:
    structures: list[Structure] = cas["%FEATURE_STRUCTURES"]
    by_id = {made["%ID"]: made for made in structures}
    text = next((made["sofaString"] for made in structures if "sofaString" in made), None)
    if not text:
        raise ReportError("there is no text in it; export with the document")
    about = next((made for made in structures if made["%TYPE"].endswith("DocumentMetaData")), {})
    offsets = Utf16(text)
    marked = [mark for made in structures if (mark := _marked(made, by_id, text, offsets))]
    name = str(about.get("documentTitle") or path.name).removesuffix(".json").removesuffix(".txt")
    return imported(text, {"id": name}, marked, str(path), given)


def _marked(made: Structure, by_id: dict[int, Structure], text: str, offsets: Utf16) -> Marked | None:
    named = made["%TYPE"].rpartition(".")[2].casefold()
    kind = str(made.get("kind") or (named if named in KINDS else "")).casefold()
    if not kind or "begin" not in made:
        return None
    values: dict[str, Any] = {"kind": kind}
    for slot in SLOTS:
        if made.get(slot) not in (None, ""):
            values[slot] = made[slot]
        elif f"@{slot}" in made:
            values[slot] = [_span(target, offsets).text(text) for target in _targets(by_id[made[f"@{slot}"]], by_id)]
    return Marked(_span(made, offsets), values)


def _targets(made: Structure, by_id: dict[int, Structure]) -> Iterator[Structure]:
    """The annotations that a feature leads to: itself, those of a list, or those behind its links."""
    for inner in made.get("%ELEMENTS", ()):
        yield from _targets(by_id[inner], by_id)
    if "@target" in made:
        yield from _targets(by_id[made["@target"]], by_id)
    elif "begin" in made:
        yield made


def _span(made: Structure, offsets: Utf16) -> Span:
    return Span(offsets.point(made["begin"]), offsets.point(made["end"]))
