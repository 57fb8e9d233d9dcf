"""The corpus as annotated reports: evidence given by its words is found, and what is not there is an error."""

from pathlib import Path

import pytest

from marsad.errors import ContractError
from marsad.model.span import Span
from training.corpus import examples

MOVE = """
- text: "On Monday, French soldiers left Gao."
  published: 2020-03-17
  claims:
    - {kind: move, actor: [FR], status: happened, when: "2020-03-16", evidence: ["French soldiers left Gao"]}
- text: "It rained."
  published: 2020-03-17
  claims: []
"""


def corpus(folder: Path, text: str) -> Path:
    (folder / "en").mkdir()
    (folder / "en" / "move.yaml").write_text(text, "utf-8")
    return folder


def test_evidence_is_found_in_the_text(tmp_path: Path) -> None:
    first, second = examples(corpus(tmp_path, MOVE))
    assert (first.id, second.id) == ("en/move-1", "en/move-2")
    assert first.claims[0].evidence == (Span(11, 35),)
    assert (first.published, second.claims) == ("2020-03-17", ())


def test_words_that_do_not_stand_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not stand in"):
        list(examples(corpus(tmp_path, MOVE.replace("left Gao.", "stayed."))))


def test_a_claim_outside_the_contract_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContractError):
        list(examples(corpus(tmp_path, MOVE.replace("happened", "perhaps"))))


def test_a_folder_without_examples_has_none(tmp_path: Path) -> None:
    assert list(examples(tmp_path)) == []
