"""OpenDocument texts (odt): the paragraphs and headings of ``content.xml``."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from extract.errors import UnreadableArticle
from extract.readers import headline, packing
from extract.readers.clean import cleaned, one_line
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_UNSEEN = frozenset({f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"})
_TEXT_FILE = b"application/vnd.oasis.opendocument.text"


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article of an OpenDocument text."""
    packed = packing.opened(data, name, limits)
    kind = packing.member(packed, "mimetype", name, 200)
    if not kind.startswith(_TEXT_FILE):
        reason = "this is an OpenDocument sheet or slides, not a text."
        raise UnreadableArticle(name, reason, "Save it as PDF, or the sheet as CSV.")
    _check_open(packed, name, limits)
    body = _root(packed, "content.xml", name, limits).find(f"{_OFFICE}body")
    text = "" if body is None else cleaned("\n\n".join(_blocks(body)))
    title, text = headline.titled(text, _title(packed, name, limits))
    yield Draft(text=text, title=title)


def _check_open(packed: ZipFile, name: str, limits: Limits) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest not in packed.namelist():
        return
    if b"encryption-data" in packing.member(packed, manifest, name, limits.file_bytes):
        reason = "it is locked with a password."
        raise UnreadableArticle(name, reason, "Save it without a password.")


def _root(packed: ZipFile, part: str, name: str, limits: Limits) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    source = packing.member(packed, part, name, limits.unpacked_bytes)
    return etree.fromstring(packing.plain_xml(source, name), parser)


def _title(packed: ZipFile, name: str, limits: Limits) -> str:
    if "meta.xml" not in packed.namelist():
        return ""
    return one_line(_root(packed, "meta.xml", name, limits).findtext(f".//{_TITLE}"))


def _blocks(element: etree._Element) -> Iterator[str]:
    """The text of each paragraph and heading, and of each table row on one line."""
    for child in element:
        if child.tag in _BLOCKS:
            yield "".join(_pieces(child))
        elif child.tag == f"{_TABLE}table-row":
            cells = (" ".join(_blocks(cell)) for cell in child)
            yield " | ".join(" ".join(cell.split()) for cell in cells)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _pieces(child)
        yield child.tail or ""
