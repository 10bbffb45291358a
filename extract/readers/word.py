"""Word files: the paragraphs and table rows of the body, as a reader of the page sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from extract.readers import headline, packing
from extract.readers.clean import cleaned, one_line
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_PARAGRAPH, _ROW, _TABLE = qn("w:p"), qn("w:tr"), qn("w:tbl")
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_WORDS = qn("w:t")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset({_FALLBACK, qn("w:del"), qn("w:moveFrom")})  # a copy, and what was deleted


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article of a Word file."""
    with packing.opened(data, name, limits) as packed:
        body = packing.member(packed, "word/document.xml", name, limits.unpacked_bytes)
        packing.plain_xml(body, name)
    document = docx.Document(io.BytesIO(data))
    text = cleaned("\n\n".join(_blocks(document.element.body)))
    title, text = headline.titled(text, _title(document))
    yield Draft(text=text, title=title)


def _title(document: Document) -> str:
    """The paragraph in the style Title, or what the file's properties say."""
    for paragraph in document.paragraphs[:5]:
        if paragraph.style is not None and paragraph.style.name == "Title":
            return one_line(paragraph.text)
    return one_line(document.core_properties.title)


def _blocks(body: etree._Element) -> Iterator[str]:
    """The text of each paragraph, and of each table row on one line.

    Tracked insertions and content controls count, unlike in ``document.paragraphs``.
    """
    for child in body:
        if child.tag == _PARAGRAPH:
            yield _words(child)
        elif child.tag == _TABLE:
            for row in child.iter(_ROW):
                cells = (" ".join(_blocks(cell)) for cell in row if cell.tag == qn("w:tc"))
                yield " | ".join(" ".join(cell.split()) for cell in cells)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child)


def _words(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == _WORDS:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == _PARAGRAPH:  # a text box within a paragraph
            yield f"\n{_words(child)}\n"
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _pieces(child)
