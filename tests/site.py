"""A web site on this machine, for the tests of fetching: real requests, real sockets."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from archive.web import Policy

ARTICLE = (
    b"<html><head><title>Thousands cross</title></head><body><article><h1>Thousands cross</h1>"
    b"<p>Nearly 50,000 Russians have fled to neighbouring Georgia since the invasion began, the"
    b" national statistics office said on Friday.</p></article></body></html>"
)

LOOPBACK = (ip_network("127.0.0.0/8"),)


@dataclass
class Site:
    """The pages of a site and what it was asked for; paths without a page answer 404."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)  # host header, path
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a page."""
        return f"{scheme}://{host}:{self.port}{path}"

    def policy(self, **changes: object) -> Policy:
        """The default policy, opened for this site and nothing else."""
        opened = {"ports": frozenset({self.port}), "open_networks": LOOPBACK, "seconds": 5.0}
        return Policy(**{**opened, **changes})


@dataclass(frozen=True)
class Answer:
    """What a page answers; ``drip`` goes on for ever, a byte at a time."""

    body: bytes = b""
    type: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    drip: bool = False


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that runs until the block ends."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.headers["Host"], self.path))
            answer = site.pages.get(self.path, Answer(status=404))
            self.send_response(answer.status)
            if answer.type is not None:
                self.send_header("Content-Type", answer.type)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            while answer.drip and not site.closing.wait(0.01):
                self.wfile.write(b" ")

        def log_message(self, *_: object) -> None:
            return

    return Handler
