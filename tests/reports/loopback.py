"""A real server on loopback, which answers as a test says: well, badly, or with malice."""

import contextlib
import http.server
import socketserver
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

from marsad.reports.web import Settings

TLS = Path(__file__).parent / "samples" / "tls"
NAME = "news.example"  # how the tests call the server; only their own resolver knows it


class Site:
    """Pages by path: bytes, (status, headers, bytes), or a function that does with the connection what it likes."""

    def __init__(self, certificate: str | None = None) -> None:
        self.pages: dict[str, object] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 10

            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                page = site.pages.get(self.path, (404, {}, b"none"))
                if isinstance(page, list):  # one answer after the other, the last for ever
                    page = page.pop(0) if len(page) > 1 else page[0]
                with contextlib.suppress(OSError):
                    page(self) if callable(page) else self.answer(
                        *(page if isinstance(page, tuple) else (200, {}, page))
                    )
                self.close_connection = True

            do_POST = do_GET

            def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                    if value is not None:
                        self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads, request_queue_size = True, True, 50

            def get_request(self):
                made, address = super().get_request()
                if certificate:
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    context.load_cert_chain(TLS / f"{certificate}.pem")
                    made = context.wrap_socket(made, server_side=True, do_handshake_on_connect=False)
                return made, address

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.scheme = "https" if certificate else "http"
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str = "/", name: str = NAME) -> str:
        return f"{self.scheme}://{name}:{self.port}{path}"

    def settings(self, **more) -> Settings:
        """Settings that allow this one server, and have no patience."""
        usual = {"pace": 0.0, "total_seconds": 5.0, "read_seconds": 2.0, "connect_seconds": 2.0, "tries": 2}
        return Settings(**{"allow_hosts": frozenset({f"{NAME}:{self.port}"}), **usual, **more})

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def resolver(answers: dict[str, list[str]] | None = None) -> Callable[[str, int], list[str]]:
    """Knows the server's name, what a test adds, and numbers."""
    known = {NAME: ["127.0.0.1"]} | (answers or {})

    def resolve(host: str, port: int) -> list[str]:
        if host in known:
            return known[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise OSError(f"unknown host {host}")

    return resolve
