"""A real server on loopback, in a thread of the test."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from marsad.serve.run import options


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """The app on a port of its own, as `marsad serve` runs it."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, **options()))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        yield connection


def all_of(connection: socket.socket) -> bytes:
    """Everything until the server hangs up."""
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found
