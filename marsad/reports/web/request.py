"""One request to one IP address: bounded in time as a whole, in size packed and unpacked, TLS verified for the name."""

import http.client
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import urllib3.connection
from urllib3.exceptions import HTTPError

from marsad.reports.gunzip import gunzip
from marsad.reports.web.hosts import Target
from marsad.reports.web.response import Response
from marsad.reports.web.settings import FetchError, Settings

_PIECE = 65_536
_NO_BODY = (204, 304)
_BROKEN = (
    urllib3.exceptions.IncompleteRead, urllib3.exceptions.ProtocolError, ConnectionError,
    http.client.BadStatusLine, http.client.IncompleteRead,
)  # fmt: skip


class _Cuttable:
    """A connection that can be cut at any moment, also while TLS is agreed on: by a second handle of its socket."""

    handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        self.handle = made.dup()
        return made

    def cut(self) -> None:
        if self.handle:
            with suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        if self.handle:
            self.handle.close()


class _Plain(_Cuttable, urllib3.connection.HTTPConnection):
    pass


class _Secure(_Cuttable, urllib3.connection.HTTPSConnection):
    pass


def ask(target: Target, ip: str, more: Mapping[str, str], settings: Settings, body: bytes | None = None) -> Response:
    """Ask one IP address for a target, or send it something. Raises FetchError."""
    connection = _connection(target, ip, settings)
    late = threading.Event()
    clock = threading.Timer(settings.total_seconds, _cut, (connection, late))
    clock.daemon = True
    clock.start()
    try:
        connection.connect()
        connection.sock.settimeout(settings.read_seconds)
        connection.request(
            "GET" if body is None else "POST",
            target.path,
            body=body,
            headers=_headers(target, more, settings),
            preload_content=False,
            decode_content=False,
        )
        answer = connection.getresponse()
        raw = _body(answer, target, settings)
        if late.is_set():
            raise _too_slow(target, settings)
        headers = [(key, value) for key, value in answer.headers.items()]
        unpacked = _unpacked(raw, answer.headers.get("Content-Encoding", ""), target, settings)
        return Response(answer.status, _line(answer.reason), headers, raw, unpacked)
    except ssl.SSLError as error:
        raise _distrusted(target, error) from error
    except (HTTPError, http.client.HTTPException, OSError, ValueError, AttributeError) as error:
        if late.is_set():
            raise _too_slow(target, settings) from error
        raise _broken(target, error) from error
    finally:
        clock.cancel()
        connection.close()
        connection.release()


def _connection(target: Target, ip: str, settings: Settings) -> Any:
    if target.scheme == "http":
        return _Plain(ip, target.port, timeout=settings.connect_seconds)
    context = ssl.create_default_context()
    if settings.ca_file:
        context.load_verify_locations(settings.ca_file)
    # The certificate is checked for the name, while the connection goes to the address that was checked.
    return _Secure(
        ip,
        target.port,
        timeout=settings.connect_seconds,
        ssl_context=context,
        server_hostname=target.host,
    )


def _headers(target: Target, more: Mapping[str, str], settings: Settings) -> dict[str, str]:
    return {
        "Host": target.origin.partition("://")[2],
        "User-Agent": settings.agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.5",
        "Accept-Language": "ar,en;q=0.8,*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **more,
    }


def _body(answer: Any, target: Target, settings: Settings) -> bytes:
    if answer.status in _NO_BODY:
        return b""
    said = answer.headers.get("Content-Length", "")
    if said.isdigit() and len(said) < 20 and int(said) > settings.max_size:
        raise _too_large(target, settings)
    parts, size = [], 0
    while part := answer.read1(_PIECE, decode_content=False):
        parts.append(part)
        size += len(part)
        if size > settings.max_size:
            raise _too_large(target, settings)
    return b"".join(parts)


def _unpacked(raw: bytes, encoding: str, target: Target, settings: Settings) -> bytes:
    coding = encoding.strip().lower()
    if coding in ("", "identity") or not raw:
        return raw
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{target.url} came packed as {coding[:40]!r}, which was not asked for.")
    try:
        body = gunzip(raw, settings.max_size, strict=False) if "gzip" in coding else _inflate(raw, settings.max_size)
    except EOFError as error:
        raise FetchError(f"{target.url} broke off in the middle.", again=True) from error
    except zlib.error as error:
        raise FetchError(f"{target.url} came packed as {coding}, and cannot be unpacked.", again=True) from error
    if len(body) > settings.max_size:
        raise _too_large(target, settings)
    return body


def _inflate(raw: bytes, limit: int) -> bytes:
    """What is called deflate: with the head of zlib, of gzip, or with none. Raises as `gunzip` does."""
    for bits in (47, -15):
        unpacking = zlib.decompressobj(wbits=bits)
        with suppress(zlib.error):
            body = unpacking.decompress(raw, limit + 1)
            if len(body) <= limit and not unpacking.eof:
                raise EOFError
            return body
    raise zlib.error("neither zlib nor bare")


def _cut(connection: Any, late: threading.Event) -> None:
    late.set()
    connection.cut()


def _line(text: Any) -> str:
    return re.sub(r"[^\x20-\x7e]", " ", str(text or ""))[:200]


def _too_slow(target: Target, settings: Settings) -> FetchError:
    return FetchError(f"{target.url} did not come whole within {settings.total_seconds:g} seconds.", again=True)


def _too_large(target: Target, settings: Settings) -> FetchError:
    return FetchError(f"{target.url} is larger than {settings.max_size:,} bytes; raise --max-size.")


def _distrusted(target: Target, error: ssl.SSLError) -> FetchError:
    why = getattr(error, "verify_message", None) or error.reason or error
    return FetchError(f"{target.url} cannot be trusted: {_line(why)}.")


def _broken(target: Target, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:  # urllib3 wraps what the system said
        if isinstance(cause, ssl.SSLError):
            return _distrusted(target, cause)
        cause = cause.__cause__ or cause.__context__
    # Before the timeouts: urllib3 counts a refused connection among them.
    if isinstance(error, urllib3.exceptions.NewConnectionError):
        why = getattr(error.__cause__, "strerror", None)
        sentence = f"{target.url} cannot be reached{f' ({_line(why)[:100]})' if why else ''}."
        return FetchError(sentence, again=True, connected=False)
    if isinstance(error, (TimeoutError, urllib3.exceptions.TimeoutError)):
        connected = not isinstance(error, urllib3.exceptions.ConnectTimeoutError)
        return FetchError(f"{target.url} did not answer in time.", again=True, connected=connected)
    if isinstance(error, _BROKEN):
        return FetchError(f"{target.url} broke off in the middle.", again=True)
    return FetchError(f"{target.url} cannot be fetched ({_line(error)[:100]}).", again=True)
