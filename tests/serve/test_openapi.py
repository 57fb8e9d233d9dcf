"""Whatever is sent to the API, as its description allows or forbids: no answer is a failure, and each is as described.

Schemathesis makes the requests from the description; the examples are few here, and more with
`MARSAD_API_EXAMPLES=500 pytest tests/serve/test_openapi.py`.
"""

import os
import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marsad.serve.app import create_app
from marsad.serve.routes import API
from marsad.serve.settings import Settings

EXAMPLES = int(os.environ.get("MARSAD_API_EXAMPLES", "12"))
HEADERS = {"host": "localhost", "origin": "http://localhost"}
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
OPERATIONS = [(row.path.replace(":path", ""), method) for row in API for method in row.methods]


@pytest.fixture(scope="module")
def schema(read_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    folder = tmp_path_factory.mktemp("api")
    path = folder / "ledger.db"
    shutil.copy(read_ledger, path)
    app = create_app(Settings(ledger=str(path), folder=str(folder)))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_no_request_makes_it_fail(
    schema: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    known = {"of": ["Iraq", "al-Qaim", "US"], "q": ["qaim", "القوات*"], "actor": ["CJTF-OIR"], "one": ["2020-03-01"]}

    @given(case=schema[path][method].as_strategy(generation_mode=mode), data=st.data())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def every(case: schemathesis.Case, data: st.DataObject) -> None:
        for name in set(known) & set(case.query or {}) if mode is GenerationMode.POSITIVE else ():
            case.query[name] = data.draw(st.sampled_from([case.query[name], *known[name]]))
        case.call_and_validate(headers=HEADERS, checks=CHECKS)

    every()
