"""A corpus on S3-compatible storage: a real server, asked over HTTP."""

import pyarrow.fs
import pytest
from moto.server import ThreadedMotoServer
from test_corpus_runs import content, read_corpus, write_corpus

from marsad.corpus.storage import Storage


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield f"http://{host}:{port}"
    server.stop()


def test_a_bucket_gives_the_claims_that_a_folder_gives(tmp_path, endpoint):
    write_corpus(tmp_path / "in")
    address = endpoint.removeprefix("http://")
    server = pyarrow.fs.S3FileSystem(endpoint_override=address, scheme="http", allow_bucket_creation=True)
    server.create_dir("news")
    for file in (tmp_path / "in").iterdir():
        with server.open_output_stream(f"news/2020/{file.name}") as out:
            out.write(file.read_bytes())
    storage = Storage(endpoint)
    done = read_corpus("s3://news/2020/*", "s3://news/claims", storage=storage)
    assert sum(d.reports for d in done) == 122
    again = read_corpus("s3://news/2020/*", "s3://news/claims", storage=storage)
    assert not any(d.new for d in again)
    pyarrow.fs.copy_files("news/claims", str(tmp_path / "copy"), source_filesystem=server)
    read_corpus("s3://news/2020", tmp_path / "local", storage=storage)
    assert content(tmp_path / "copy") == content(tmp_path / "local")


def test_a_bucket_that_is_not_there_is_named_before_anything_is_read(tmp_path, endpoint):
    from click.testing import CliRunner

    from marsad.cli import main

    write_corpus(tmp_path / "in")
    given = ["corpus", "read", str(tmp_path / "in"), "--out", "s3://nowhere/claims", "--endpoint", endpoint]
    ran = CliRunner().invoke(main, given)
    assert ran.exit_code == 1
    assert ran.output.startswith("Error: s3://nowhere/claims cannot be written: there is no bucket nowhere")


def test_a_server_that_does_not_answer_is_named(tmp_path):
    from click.testing import CliRunner

    from marsad.cli import main

    given = ["corpus", "read", "s3://news/*.jsonl", "--out", str(tmp_path), "--endpoint", "http://127.0.0.1:9"]
    ran = CliRunner().invoke(main, given, env={"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s"})
    assert ran.exit_code == 1
    assert "s3://news/*.jsonl cannot be reached" in ran.output
