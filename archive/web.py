"""A web address to the bytes behind it, for a deployment that turned fetching on.

    fetch(address) -> Page        # .url after redirects, .data, .name to show; raises Refused
    fetch_each(addresses)         # the same for several, one after the other, refusals yielded
    is_on() -> bool               # whether the deployment set WHENCE_FETCH=1

A page goes on to ``ingest`` as ``(page.name, page.data)`` with ``Given(url=page.url)``. Where the
address may be a feed's, ``feeds.follow`` gives the page or the pages of the feed's items.

The address comes from a person and may be meant to reach what only this machine reaches. So
each name is resolved once, every address that it has must be public, the connection goes to
the address that was checked and nowhere else, and each redirect meets the same checks. No
cookies, no proxy of the environment, no credentials, nothing that the page refers to.
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from archive.addresses import Policy, Refused, Target, target
from extract.readers.limits import megabytes

__all__ = ["Page", "Policy", "Refused", "fetch", "fetch_each", "is_on"]

_AGENT = "Whence"
_HEADERS = {
    "User-Agent": f"{_AGENT}/1.0 (reads a page once, when a person asks for it)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_GZIP = 16 + zlib.MAX_WBITS
_PASTE = "Open it in a browser and paste the text."


@dataclass(frozen=True, slots=True)
class Page:
    """What an address led to."""

    url: str
    data: bytes
    type: str

    @property
    def name(self) -> str:
        """What to call it where files have names."""
        return self.url


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a site; ``data`` of an answer 200 only."""

    status: int
    reason: str
    location: str | None
    type: str
    data: bytes = b""


def is_on(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this deployment fetches from the web at all."""
    return environment.get("WHENCE_FETCH") == "1"


def fetch(address: str, policy: Policy | None = None) -> Page:
    """The page at the address; refuses, with the reason, whatever the policy forbids.

    Without a policy the deployment decides: the default one where fetching is on.
    """
    return _Errand(address, policy or _deployed(address), {}).page()


def fetch_each(addresses: Iterable[str], policy: Policy | None = None) -> Iterator[Page | Refused]:
    """The page at each address, or its refusal; a site's robots.txt is asked for once."""
    rules: dict[str, Protego] = {}
    for address in addresses:
        try:
            yield _Errand(address, policy or _deployed(address), rules).page()
        except Refused as refusal:
            yield refusal


def _deployed(address: str) -> Policy:
    """The policy of a deployment that fetches; refuses in one that does not."""
    if is_on():
        return Policy()
    reason = "this server does not fetch from the web."
    raise Refused(address, reason, "Paste the text, or have WHENCE_FETCH=1 set.")


class _Errand:
    """One page's way through its redirects, within the time of all of them together."""

    def __init__(self, address: str, policy: Policy, rules: dict[str, Protego]) -> None:
        self._address, self._policy, self._rules = address, policy, rules
        self._end = time.monotonic() + policy.seconds

    def page(self) -> Page:
        address = self._address
        for _ in range(self._policy.redirects + 1):
            aim = self._target(address)
            self._ask_robots(aim)
            answer = self._get(aim)
            if answer.location is None:
                return self._checked(aim, answer)
            address = urljoin(aim.url, answer.location)
        reason = f"it redirects more than {self._policy.redirects} times."
        raise Refused(self._address, reason, _PASTE)

    def _checked(self, aim: Target, answer: _Answer) -> Page:
        if answer.status != 200:
            reason = f"the site answers {answer.status} {answer.reason}".rstrip() + "."
            raise Refused(self._address, reason, "Check the address, or paste the text.")
        if answer.type not in self._policy.types:
            reason = f"it is {answer.type or 'of no stated type'}, not a page or a document."
            raise Refused(self._address, reason, _PASTE)
        if not answer.data.strip():
            raise Refused(self._address, "the site sent an empty page.", _PASTE)
        return Page(aim.url, answer.data, answer.type)

    def _ask_robots(self, aim: Target) -> None:
        site = urljoin(aim.url, "/")
        if site not in self._rules:
            self._rules[site] = self._robots(aim)
        if not self._rules[site].can_fetch(aim.url, _AGENT):
            raise Refused(self._address, "its robots.txt asks programs not to read it.", _PASTE)

    def _robots(self, aim: Target) -> Protego:
        """The rules of the site's robots.txt; a site without one forbids nothing."""
        address = urljoin(aim.url, "/robots.txt")
        for _ in range(self._policy.redirects + 1):
            place = self._target(address)
            answer = self._get(place)
            if answer.location is None:
                break
            address = urljoin(place.url, answer.location)
        if answer.status >= 500:
            reason = "its robots.txt cannot be read now, so the site's wish is not known."
            raise Refused(self._address, reason, "Try again later, or paste the text.")
        return Protego.parse(answer.data.decode("utf-8", "replace"))

    def _target(self, address: str) -> Target:
        try:
            return target(address, self._policy, self._left())
        except Refused as refusal:
            if address == self._address:
                raise
            reason = f"it redirects to {refusal.address[:100]}; {refusal.reason}"
            raise Refused(self._address, reason, refusal.remedy) from refusal

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            reason = f"the site takes longer than {self._policy.seconds:g} seconds."
            raise Refused(self._address, reason, "Try again later, or paste the text.")
        return left

    def _get(self, aim: Target) -> _Answer:
        connection = _Pinned(aim, self._policy, self._left())
        watch = threading.Timer(self._left(), connection.cut)
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", aim.path, headers=_HEADERS)
            answer = self._read(connection.getresponse())
            self._left()  # a connection that was cut can look like the end of the page
            return answer
        except ssl.SSLCertVerificationError as error:
            reason = "its certificate is not valid for its name."
            raise Refused(self._address, reason, _PASTE) from error
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            self._left()
            reason = f"the site cannot be reached, or breaks off ({type(error).__name__})."
            raise Refused(self._address, reason, "Try again later, or paste the text.") from error
        finally:
            watch.cancel()
            connection.close()

    def _read(self, response: http.client.HTTPResponse) -> _Answer:
        moved = response.status in _MOVED
        return _Answer(
            status=response.status,
            reason="".join(filter(str.isprintable, response.reason))[:60],
            location=response.headers.get("Location") if moved else None,
            type=response.headers.get("Content-Type", "").split(";")[0].strip().lower()[:60],
            data=self._body(response) if response.status == 200 else b"",
        )

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        """The body, unpacked, never more than is allowed whatever the site says of it."""
        most = self._policy.most_bytes
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise Refused(self._address, "the site packs it in an unusual way.", _PASTE)
        unpack = zlib.decompressobj(_GZIP) if "gzip" in coding else None
        data = bytearray()
        while chunk := response.read(_CHUNK):
            data += unpack.decompress(chunk, most + 1 - len(data)) if unpack else chunk
            if len(data) > most:
                raise Refused(self._address, f"it is larger than {megabytes(most)}.", _PASTE)
        return bytes(data)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked; the name is used for the certificate."""

    def __init__(self, aim: Target, policy: Policy, seconds: float) -> None:
        super().__init__(aim.host, aim.port, timeout=seconds)
        self._aim, self._tls, self._seconds = aim, policy.tls, seconds
        self._wire: socket.socket | None = None  # the base class forgets its own while it reads

    def connect(self) -> None:
        self._wire = socket.create_connection((self._aim.ip, self._aim.port), self._seconds)
        if self._aim.scheme == "https":
            # the handshake waits until the socket is in place, where ``cut`` can reach it
            self._wire = secure = self._tls.wrap_socket(
                self._wire, server_hostname=self._aim.host, do_handshake_on_connect=False
            )
            secure.do_handshake()
        self.sock = self._wire

    def putrequest(
        self, method: str, url: str, skip_host: bool = False, skip_accept_encoding: bool = False
    ) -> None:
        super().putrequest(method, url, skip_host=True, skip_accept_encoding=True)
        self.putheader("Host", self._aim.authority)

    def cut(self) -> None:
        """Ends it from another thread, when the time is up."""
        if self._wire is not None:
            with suppress(OSError):  # it ended by itself meanwhile
                self._wire.shutdown(socket.SHUT_RDWR)
