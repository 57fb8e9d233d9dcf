"""What a ledger hands on to other tools: one file each for a format, and this list.

A format's module has `write(material, path)`. Modules are imported when their format is asked for. What a format cannot
express is said in docs/export.md.
"""

import importlib
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from marsad.errors import ExportError
from marsad.exports.material import CLAIMS, POSTURE, Material, Told

__all__ = ["CLAIMS", "FORMATS", "POSTURE", "Format", "Material", "Told", "format_named", "format_of", "write"]


class Format(NamedTuple):
    """A format: its name, where its writer is, the suffixes of its files, and what it is for."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    says: str


FORMATS = (
    Format("contract", "contract", (".contract.jsonl",), "reports with their claims, one a line; import takes it in"),
    Format("csv", "csv", (".csv",), "claims or posture as a table"),
    Format("xlsx", "xlsx", (".xlsx",), "claims, posture and sources as sheets"),
    Format("parquet", "parquet", (".parquet",), "claims or posture, typed, for data frames"),
    Format("geoparquet", "geoparquet", (".geo.parquet", ".geoparquet"), "the same with points"),
    Format("geojson", "geojson", (".geojson",), "a point for each place of a claim or cell"),
    Format("gpkg", "geopackage", (".gpkg",), "claims and posture as layers, for QGIS"),
    Format("kml", "kml", (".kml",), "the same with times, for globes"),
    Format("sqlite", "sqlite", (".sqlite",), "tables with keys and search, for Datasette"),
    Format("plover", "plover", (".plover.jsonl",), "event records, one a line, of what happened or goes on"),
    Format("ftm", "ftm", (".ftm.json", ".ftm.jsonl"), "FollowTheMoney entities, one a line"),
    Format("ftm-statements", "ftm_statements", (".statements.csv",), "FollowTheMoney statements"),
    Format("stix", "stix", (".stix.json",), "a bundle of STIX 2.1"),
    Format("rdf", "rdf", (".nt", ".ttl"), "events (SEM) and where they come from (PROV-O)"),
    Format("ris", "ris", (".ris",), "the reports, for reference managers"),
    Format("bibtex", "bibtex", (".bib",), "the same for LaTeX"),
    Format("csl", "csl", (".csl.json",), "the same as CSL-JSON"),
)


def format_of(name: str) -> Format | None:
    """The format that the name of a file says, by its longest suffix."""
    ending = [(suffix, form) for form in FORMATS for suffix in form.suffixes if name.lower().endswith(suffix)]
    return max(ending, key=lambda pair: len(pair[0]))[1] if ending else None


def format_named(name: str) -> Format:
    for form in FORMATS:
        if form.name == name:
            return form
    raise ExportError(f"No format is named {name!r}; use one of {', '.join(form.name for form in FORMATS)}.")


def write(material: Material, form: Format, path: Path) -> None:
    """Write a file of this format. What is there already is replaced only by a file that is whole."""
    module = importlib.import_module(f"marsad.exports.{form.module}")
    part = path.with_name(f".{path.name}.part")
    try:
        module.write(material, part)
        os.replace(part, path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); name another file.") from error
    except sqlite3.Error as error:
        raise ExportError(f"{path} cannot be written ({error}); name another file.") from error
    finally:
        part.unlink(missing_ok=True)
