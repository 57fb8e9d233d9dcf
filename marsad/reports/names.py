"""What a report from the web is called: by its address, so that a later version of it is called so too."""

import hashlib
import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

_NO_WORD = re.compile(r"[^\w]+")
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|yclid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|xtor|at_\w+|amp|outputType")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LONGEST = 60


def split_address(url: str) -> SplitResult:
    """The parts of an address. What is none, such as http://[x, is all path: a bad link never costs a report."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def joined(base: str, url: str) -> str:
    """A link of a page as an address of its own; one that is none stays as it is."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def plain_address(url: str) -> str:
    """An address without what says nothing of the page: fragment, campaign, default port, capitals of the host."""
    parts = split_address(url.strip())
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    host = host.removesuffix(_DEFAULT_PORTS.get(scheme, ""))
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _CAMPAIGN.fullmatch(k)]
    return urlunsplit((scheme, host, parts.path or "/", urlencode(query), ""))


def name_of(address: str) -> str:
    """host-last-part-hash: short enough for a table, the same for the same page."""
    plain = plain_address(address)
    parts = split_address(plain)
    last = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:html?|php|aspx?|pdf)$", "", last)
    host = (parts.hostname or "").removeprefix("www.")
    words = _NO_WORD.sub("-", f"{host}-{stem}").strip("-")[:_LONGEST].rstrip("-")
    return f"{words}-{hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()[:6]}"


def same_site(one: str | None, other: str | None) -> bool:
    """Whether an address may stand for another: of one host, or of hosts of which one belongs to the other."""
    hosts = [split_address(address or "") for address in (one, other)]
    if any(parts.scheme not in ("http", "https") for parts in hosts):
        return True  # files are nobody's site
    a, b = ((parts.hostname or "").removeprefix("www.") for parts in hosts)
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
