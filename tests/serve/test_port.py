"""A port that something else listens on is told of in one sentence, before anything is said to run there."""

import socket

from click.testing import CliRunner

from marsad.cli import main


def test_a_port_in_use(tmp_path):
    ledger, report = str(tmp_path / "ledger.db"), tmp_path / "report.txt"
    report.write_text("Troops left Mosul.", "utf-8")
    CliRunner().invoke(main, ["read", str(report), "--published", "2020-03-01", "--ledger", ledger])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = CliRunner().invoke(main, ["serve", "--ledger", ledger, "--port", str(port)])
    assert ran.exit_code == 1
    assert f"Nothing can listen on 127.0.0.1, port {port}" in ran.output
    assert "Marsad is at" not in ran.output
