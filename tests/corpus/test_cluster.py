"""A corpus on a cluster of two workers: the result is the local one."""

from pathlib import Path

import pytest
from test_corpus_runs import content, read_corpus, write_corpus

cluster_utils = pytest.importorskip("ray.cluster_utils", reason="Ray is not installed")


@pytest.fixture(scope="module")
def cluster():
    """Two nodes with a process each, as on two machines."""
    import ray

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # as the reader of the tests is installed nowhere
        made = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        made.add_node(num_cpus=1)
        yield made
        ray.shutdown()
        made.shutdown()


def test_two_workers_give_what_one_machine_gives(tmp_path, cluster):
    import ray

    write_corpus(tmp_path / "in")
    done = read_corpus(tmp_path / "in", tmp_path / "cluster", engine="ray", address=cluster.address)
    assert ray.cluster_resources()["CPU"] == 2
    read_corpus(tmp_path / "in", tmp_path / "local")
    assert all(d.new for d in done)
    assert [failure.sentence[-11:] for d in done for failure in d.failures] == ["is no JSON."]
    assert content(tmp_path / "cluster") == content(tmp_path / "local")


def test_a_cluster_that_is_not_there_is_named_at_once(tmp_path):
    from click.testing import CliRunner

    from marsad.cli import main

    write_corpus(tmp_path / "in")
    given = ["corpus", "read", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--engine", "ray"]
    ran = CliRunner().invoke(main, [*given, "--cluster", "127.0.0.1:9"])
    assert ran.exit_code == 1
    assert ran.output.startswith("Error: No Ray cluster answers at 127.0.0.1:9")
