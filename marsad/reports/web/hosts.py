"""Which addresses may be asked: http and https, of hosts that stand in the public internet.

The addresses that are checked are those that are then connected to; a name is never looked up a second time.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from marsad.reports.metadata import clean
from marsad.reports.web.settings import FetchError, Settings

Resolver = Callable[[str, int], list[str]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 4_000  # characters of an address
_PORTS = {"http": 80, "https": 443}
_RESOLVE_SECONDS = 15.0
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.I)  # as old C libraries read hosts
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# IANA's special-purpose addresses, in full: older Pythons know only some of them.
_UNSAFE = [ipaddress.ip_network(net) for net in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "168.63.129.16/32",  # inside Azure
    "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "5f00::/16",
    "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart, with nothing in it that two programs could read in two ways."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}{port}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def parse(url: str) -> Target:
    """The target of an address; raises FetchError where it is none, or one that is not asked."""
    shown = clean(url[:200]) or "?"
    if len(url) > _LONGEST or re.search(r"[\x00-\x20\x7f\\]", url.strip()):
        raise FetchError(f"{shown} is no address that can be asked; check its spelling.")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{shown} is no address: {error}.") from error
    if parts.scheme.lower() not in _PORTS:
        raise FetchError(f"{shown} is not fetched: only http and https are.")
    if "@" in parts.netloc or "%" in parts.netloc:
        raise FetchError(f"{shown} is not fetched: it has a user name or an encoded host in it.")
    scheme = parts.scheme.lower()
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
    )
    return Target(scheme, _host(host, shown), port if port is not None else _PORTS[scheme], path)


def addresses(target: Target, settings: Settings, resolve: Resolver) -> list[str]:
    """The IP addresses of a target's host, every one of them public, or the host one that the settings allow."""
    answers = _resolved(target, resolve)
    ips = [_ip(answer) for answer in answers]
    if not ips:
        raise FetchError(f"{target.url} cannot be found: its host {target.host} has no address.", again=True)
    if not _allowed(target, settings):
        inside = next((ip for ip in ips if not is_public(ip)), None)
        if inside is not None:
            what = target.host if target.host == str(inside) else f"{target.host} is {inside}, which"
            raise FetchError(
                f"{target.url} is not fetched: {what} is inside a network; --allow-host {target.host} allows it."
            )
        if target.port not in (80, 443) and target.port < 1024:
            raise FetchError(f"{target.url} is not fetched: no pages are served at port {target.port}.")
    return list(dict.fromkeys(map(str, ips)))


def is_public(ip: IP) -> bool:
    """Whether an address stands in the public internet, also one that stands inside another."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    internal = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved
    return ip.is_global and not internal and not any(ip.version == net.version and ip in net for net in _UNSAFE)


def system_resolver(host: str, port: int) -> list[str]:
    """What the system's resolver answers."""
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _host(host: str, shown: str) -> str:
    """The host as it is looked up. A number that is no plain IP address is refused: programs read it in many ways."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        ascii_host = host.encode("idna").decode().lower() if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise FetchError(f"{shown} is not fetched: {host[:60]!r} is no name of a host.") from error
    if not _HOST.fullmatch(ascii_host) or len(ascii_host) > 253:
        raise FetchError(f"{shown} is not fetched: {host[:60]!r} is no name of a host.")
    if _NUMERIC.fullmatch(ascii_host):
        raise FetchError(f"{shown} is not fetched: {ascii_host} is an IP address in disguise.")
    return ascii_host.rstrip(".")


def _ip(answer: str) -> IP:
    return ipaddress.ip_address(answer.partition("%")[0])


def _allowed(target: Target, settings: Settings) -> bool:
    return bool({target.host, f"{target.host}:{target.port}"} & settings.allow_hosts)


def _resolved(target: Target, resolve: Resolver) -> list[str]:
    """Looked up in a thread of its own, since the system's resolver knows no bound of time."""
    found: list[list[str]] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            found.append(resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(_RESOLVE_SECONDS)
    if not found:
        why = getattr(failed[0], "strerror", None) or failed[0] if failed else "no answer in time"
        raise FetchError(f"{target.url} cannot be found: its host {target.host} is unknown ({why}).", again=True)
    return found[0]
