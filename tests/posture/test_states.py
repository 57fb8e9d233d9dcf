"""A state is land and actor: how each is asked about, and when an answer about the one speaks of the other."""

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.errors import DecisionError
from marsad.posture.subject import find_subject, state_elsewhere
from marsad.world.forces import find_forces
from marsad.world.register import load_register
from marsad.world.slots import read_slot


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("French forces", "FR"),
        ("the US troops", "US"),
        ("American soldiers", "US"),
        ("القوات الفرنسية", "FR"),
        ("الجنود الأمريكيين", "US"),
        ("قوات فرنسا", "FR"),
        ("French", None),  # names no forces, and is found without this
        ("forces", None),
        ("Atlantean forces", None),
    ],
)
def test_whose_forces_a_name_means(name, key):
    assert find_forces(name, load_register().find_actor) == key


def test_forces_are_an_actor_to_ask_about_and_to_decide_on(tell, ledger):
    tell("A", "2020-03-17", "presence", actor="US", place="Iraq")
    names = load_register()
    assert find_subject("American forces", names, ledger.view()).actor == "US"
    assert read_slot("actor=American forces, CJTF-OIR", names) == ("actor", ["US", "CJTF-OIR"])
    with pytest.raises(DecisionError):
        read_slot("actor=Atlantean forces", names)


def test_a_land_whose_forces_are_told_of_elsewhere(tell, ledger, register):
    tell("A", "2020-03-17", "presence", actor="IQ", place="Asad")
    assert state_elsewhere(find_subject("Iraq", register, ledger.view()), ledger.view()) is None
    tell("A", "2020-03-17", "presence", actor="IQ", place="Kuwait")
    assert state_elsewhere(find_subject("Iraq", register, ledger.view()), ledger.view()) == "IQ"
    assert state_elsewhere(find_subject("Kuwait", register, ledger.view()), ledger.view()) is None
    assert state_elsewhere(find_subject("IQ", register, ledger.view()), ledger.view()) is None


def test_commands_say_how_to_ask_about_the_forces(tell, tmp_path):
    tell("A", "2020-03-17", "presence", actor="IQ", place="Kuwait")
    tell("A", "2020-03-17", "presence", actor="US", place="Iraq")
    for command in ("posture", "timeline"):
        asked = [command, "Iraq", "--ledger", str(tmp_path / "ledger.db")]
        said = CliRunner().invoke(main, asked)
        assert "for the forces of Iraq ask about actor:IQ." in said.stderr
        assert "actor:" not in said.stdout
        assert "actor:\u2068IQ\u2069" in CliRunner().invoke(main, [*asked, "--lang", "ar"]).stderr
        assert CliRunner().invoke(main, [*asked, "--json"]).stderr == ""
