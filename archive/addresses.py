"""Which web addresses may be asked: a policy, and an address checked against it.

An address that passes becomes a ``Target`` with the IP address that was checked; whoever
connects uses that one and does not resolve the name again.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

from extract.errors import WhenceError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PORTS = {"http": 80, "https": 443}
_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/pdf",
        "application/rtf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 2_000
_TRANSLATED = ip_network("64:ff9b::/96")  # IPv6 addresses that stand for an IPv4 address
_CLOUD = frozenset({ip_address("168.63.129.16")})  # a public number that leads into the cloud
_CHECK = "Check the address, or paste the text."


class Refused(WhenceError):
    """An address that is not fetched, with the reason and what to do instead."""

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        self.address, self.reason, self.remedy = address[:200], reason, remedy
        super().__init__(f"{self.address}: {reason} {remedy}")


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as this machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched. Only a test, or a newsroom's own network, opens more than this."""

    ports: frozenset[int] = frozenset({80, 443})
    open_networks: tuple[Network, ...] = ()  # networks that count as public
    seconds: float = 10.0  # for all of it: resolving, robots.txt, redirects, the page
    most_bytes: int = 5_000_000
    redirects: int = 3
    types: frozenset[str] = _TYPES
    items: int = 50  # of a feed
    resolve: Callable[[str, int], list[str]] = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was checked: what to ask for, and the IP address to ask."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def authority(self) -> str:
        """The host as a header and an address name it, with a port that is not the usual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target(address: str, policy: Policy, seconds: float) -> Target:
    """The address, checked; refuses it with the first reason found."""
    parts, host, port = _split(address)
    if port not in policy.ports:
        known = " and ".join(str(each) for each in sorted(policy.ports))
        raise Refused(address, f"port {port} is not allowed, only {known}.", _CHECK)
    numbers = _resolved(address, host, port, policy, seconds)
    for number in numbers:
        if not _is_open(number, policy):
            reason = f"it leads to {number}, which is not a public address."
            raise Refused(address, reason, _CHECK)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    query = quote(parts.query, safe="/%:=&~+!$,;'@()*[]?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path, str(numbers[0]))


def _split(address: str) -> tuple[SplitResult, str, int]:
    """The parts, the host in ASCII and the port of an address that is well formed."""
    if len(address) > _LONGEST or _UNFIT.search(address.strip()):
        raise Refused(address, "this is not a web address.", _CHECK)
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Refused(address, "this is not a web address.", _CHECK) from error
    if parts.scheme not in _PORTS:
        raise Refused(address, "only http and https addresses are fetched.", _CHECK)
    if not host:
        raise Refused(address, "this is not a web address.", _CHECK)
    if parts.username is not None or parts.password is not None:
        raise Refused(address, "it has a user name in it.", "Take out what stands before the @.")
    return parts, host, port


def _resolved(address: str, host: str, port: int, policy: Policy, seconds: float) -> list[Address]:
    """Every IP address of the host; the resolver gets no more time than is left."""
    answers: list[list[str]] = []

    def ask() -> None:
        try:
            answers.append(policy.resolve(host, port))
        except (OSError, UnicodeError):
            answers.append([])

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not answers:
        raise Refused(address, "its name is not resolved in time.", "Try again later.")
    numbers = [ip_address(answer) for answer in answers[0]]
    if not numbers:
        raise Refused(address, "no such site is known.", _CHECK)
    return numbers


def _is_open(number: Address, policy: Policy) -> bool:
    if any(number in network for network in policy.open_networks):
        return True
    inner = _embedded(number)
    if inner is not None:
        return _is_open(inner, policy)
    return number.is_global and not number.is_multicast and number not in _CLOUD


def _embedded(number: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if not isinstance(number, IPv6Address):
        return None
    if number in _TRANSLATED:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    if number.teredo is not None:
        return number.teredo[1]
    return number.ipv4_mapped or number.sixtofour
