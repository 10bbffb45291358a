"""Articles as web pages, and pages as a WARC file in the layout of CC-NEWS."""

from __future__ import annotations

import gzip
import html
from collections.abc import Iterable
from pathlib import Path

from extract import Article

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{published}">
<script>var visits = 48213; window.setTimeout(function () {{}}, 30000);</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/culture">Culture</a></li></ul></nav>
<main><article><h1>{title}</h1>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Seven ways to plant a lime tree</a></li>
<li><a href="/b">The quiet season of the lake ferries</a></li></ul></aside>
<footer><p>All rights reserved. Subscribe to our newsletter.</p></footer></body></html>
"""
_HTTP = (
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {size}\r\n\r\n"
)
_RECORD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
    "WARC-Date: 2022-09-30T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
)


def page(article: Article) -> bytes:
    """The article on a web page with menus, a script, related links and a footer."""
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in article.text.split("\n\n"))
    published = article.published or ""
    title = html.escape(article.title)
    return _PAGE.format(title=title, published=published, paragraphs=paragraphs).encode()


def address(article: Article) -> str:
    """The address that the page is said to have been fetched from."""
    return f"https://news.example/{article.id}"


def write_warc(path: Path, articles: Iterable[Article]) -> int:
    """Writes a page a record, each compressed by itself if the name says so; how many."""
    number = 0
    with path.open("wb") as file:
        for number, article in enumerate(articles, start=1):
            record = _record(page(article), address(article), number)
            file.write(gzip.compress(record, 6) if path.suffix == ".gz" else record)
    return number


def _record(body: bytes, url: str, number: int) -> bytes:
    http = _HTTP.format(size=len(body)).encode() + body
    head = _RECORD.format(url=url, number=number, size=len(http)).encode()
    return head + http + b"\r\n\r\n"
