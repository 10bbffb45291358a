"""WARC as CC-NEWS lays it out: a web page a record, each compressed by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

from bulk import storage
from bulk.formats.reading import from_page, refused, too_large
from bulk.storage import Found
from bulk.units import Document, Options, Unit
from extract.errors import UnreadableArticle
from extract.readers import Limits

_PAGES = 500
_HTML = ("text/html", "application/xhtml+xml")


def ranges(found: Found, target: int) -> Iterator[tuple[int, int, int]]:
    """Byte ranges that begin at a record, of at most so many pages each.

    Damage ends the last range: the worker reads up to it and says so.
    """
    start = pages = size = 0
    with storage.open_bytes(found.path) as file, suppress(OSError):
        for record in ArchiveIterator(file, WarcRecordType.response, parse_http=False):
            if pages == _PAGES or size > target:
                yield start, record.stream_pos, record.stream_pos - start
                start, pages, size = record.stream_pos, 0, 0
            pages, size = pages + 1, size + record.content_length
    if start < found.size:
        yield start, found.size, found.size - start


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a page that was delivered; records of other kinds are passed by."""
    [path] = unit.paths
    with storage.open_bytes(path) as file:
        file.seek(unit.start)
        for record in ArchiveIterator(file, WarcRecordType.response, auto_decode="all"):
            if record.stream_pos >= unit.end:
                return
            if _is_page(record):
                yield _document(record, unit, options.limits)


def _is_page(record: WarcRecord) -> bool:
    if record.http_headers is None:
        return False
    kind = (record.http_content_type or "").partition(";")[0].strip().lower()
    return record.http_headers.status_code == 200 and kind in _HTML


def _document(record: WarcRecord, unit: Unit, limits: Limits) -> Document:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    place = f"{unit.paths[0]}, {url}"
    data = record.reader.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        return refused(place, too_large(url, limits.file_bytes))
    if len(data) < record.content_length and "Content-Encoding" not in record.http_headers:
        return refused(place, UnreadableArticle(url, "the page is cut off within the file."))
    alone = unit.only(record.stream_pos)
    return Document(place, partial(from_page, data, url, limits), alone, partial(_all_text, data))


def _all_text(data: bytes) -> str:
    """All the page's words, much faster than the reader finds the article's."""
    tree = HTMLTree.parse_from_bytes(data, detect_encoding(data) or "utf-8")
    return f"{tree.title}\n{extract_plain_text(tree, preserve_formatting=True)}"
