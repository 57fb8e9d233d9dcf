"""Who reads the partitions: this machine's cores, or a cluster that is there. A plain list: read it, add to it.

An engine is given partitions and gives back what became of each, as they are done. It moves no reports: workers read
from the storage and write to it, so that its own cost is paid by the partition and not by the report.
"""

import logging
import socket
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from marsad.corpus.plan import Partition
from marsad.corpus.pool import READING, Died, Pool
from marsad.corpus.read import Done, Work, failed, read_partition
from marsad.errors import MarsadError, ReportError

_AHEAD = 3  # partitions for each worker that are handed out
_SECONDS = 10.0  # to reach a cluster
_KILLED = "{} ended the process that read it, twice (out of memory, or killed); give it smaller partitions."

Engine = Callable[[Work, Iterable[Partition], int, str | None], Iterator[Done]]


def local(work: Work, parts: Iterable[Partition], jobs: int, address: str | None = None) -> Iterator[Done]:
    """On the cores of this machine; with one job, in this process."""
    if jobs == 1:
        yield from (_one(work, part) for part in parts)
        return
    with Pool(jobs, partial(_one, work), _ready, READING) as pool:
        for part, done in pool.map(parts, ordered=False):
            yield failed(part, _KILLED.format(part.file.uri)) if isinstance(done, Died) else done


def ray(work: Work, parts: Iterable[Partition], jobs: int, address: str | None = None) -> Iterator[Done]:
    """On a Ray cluster at an address, or one that is started on this machine with so many workers."""
    engine = _ray(jobs, address)
    remote = engine.remote(max_retries=1)(_one)
    shared, coming = engine.put(work), iter(parts)
    running: dict[Any, Partition] = {}
    slots = max(int(engine.cluster_resources().get("CPU", 1)), 1)
    while True:
        while len(running) < _AHEAD * slots and (part := next(coming, None)) is not None:
            running[remote.remote(shared, part)] = part
        if not running:
            return
        [ready], _ = engine.wait(list(running), num_returns=1)
        part = running.pop(ready)
        try:
            yield engine.get(ready)
        except (engine.exceptions.WorkerCrashedError, engine.exceptions.OutOfMemoryError):
            yield failed(part, _KILLED.format(part.file.uri))
        except engine.exceptions.RayError as error:
            cause = str(error).strip().splitlines()[-1]
            yield failed(part, f"{part.file.uri} was not read by the cluster: {cause}")


ENGINES: dict[str, Engine] = {"local": local, "ray": ray}


def _one(work: Work, part: Partition) -> Done:
    try:
        return read_partition(work, part)
    except MarsadError as error:
        return failed(part, str(error))
    except Exception as error:
        return failed(part, f"{part.file.uri} failed on a bug ({type(error).__name__}: {error}); please report it.")


def _ready() -> None:
    """Workers make their reader with the first partition."""


@lru_cache(maxsize=1)
def _ray(jobs: int, address: str | None) -> Any:
    try:
        import ray as engine
    except ImportError as error:
        raise ReportError("This engine needs Ray: pip install 'marsad[cluster]'.") from error
    if address:
        _check(address)
    given: dict[str, Any] = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
    try:
        engine.init(**given, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=True)
    except Exception as error:  # a node that does not start in time raises just that
        said = str(error).strip().partition("\n")[0].rstrip(".")
        what = f"No Ray cluster answers at {address}" if address else "Ray did not start on this machine"
        raise ReportError(f"{what}: {said}.") from error
    return engine


def _check(address: str) -> None:
    """Ray itself tries for many minutes to reach a cluster that is not there."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        if parts.hostname and parts.port:
            socket.create_connection((parts.hostname, parts.port), _SECONDS).close()
    except (OSError, ValueError) as error:
        sentence = f"No Ray cluster answers at {address} ({error}); start one with `ray start --head`, or check it."
        raise ReportError(sentence) from error
