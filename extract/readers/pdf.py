"""PDF files: the text layer, page by page, with its lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError

from extract.errors import UnreadableArticle
from extract.readers import headline
from extract.readers.clean import cleaned, one_line
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits
from extract.readers.paragraphs import Line, Paragraph, joined, without_margins

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_ENDS = (".", "!", "?", "…", ":", "”", '"', "’", ")")

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it reports each flaw that it mends


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article of a PDF; ``pages`` says where each page starts in its text."""
    file = PdfReader(io.BytesIO(data))
    if file.is_encrypted and not file.decrypt(""):
        reason = "it is locked with a password."
        raise UnreadableArticle(name, reason, "Save it without a password.")
    count = len(file.pages)
    if count > limits.pages:
        reason = f"it has {count:,} pages; the limit is {limits.pages:,}."
        raise UnreadableArticle(name, reason, "Split it, or paste the part that matters.")
    pages = _pages(file, name)
    if not any(line.text.strip() for lines in pages for line in lines):
        reason = "it has no text layer: its pages are pictures (a scan)."
        raise UnreadableArticle(
            name, reason, "Run text recognition (OCR) on it, or paste the text."
        )
    text, starts = _assembled([joined(lines) for lines in without_margins(pages)])
    stated = one_line(file.metadata.title if file.metadata else "")
    title, below = headline.titled(text, stated)
    cut = len(text) - len(below)
    yield Draft(text=below, title=title, pages=tuple(max(0, start - cut) for start in starts))


def _pages(file: PdfReader, name: str) -> list[list[Line]]:
    try:
        return [_lines(page) for page in file.pages]
    except LimitReachedError as error:
        reason = "a part of it unpacks to far more than a page holds."
        raise UnreadableArticle(
            name, reason, "Print it to a new PDF, or paste the text."
        ) from error


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in reading order, with their place and size."""
    lines: list[Line] = []
    words: list[str] = []
    at: tuple[float, float, float] | None = None

    def visit(
        text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float
    ) -> None:
        nonlocal at
        for i, piece in enumerate(text.split("\n")):
            if i:
                lines.append(Line("".join(words), *(at or (0.0, 0.0, 0.0))))
                words.clear()
                at = None
            words.append(piece)
            if piece.strip() and at is None:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                at = (x, y, abs(size * (tm[3] or 1.0)))

    page.extract_text(visitor_text=visit)
    lines.append(Line("".join(words), *(at or (0.0, 0.0, 0.0))))
    return [_plain(line) for line in lines if line.text.strip()]


def _plain(line: Line) -> Line:
    return line._replace(text=cleaned(line.text.translate(_LIGATURES)).replace("\n", " "))


def _assembled(pages: list[list[Paragraph]]) -> tuple[str, list[int]]:
    """The text of all pages and the start of each; a sentence may run over a page's end."""
    text = ""
    starts = []
    size = 0.0
    for paragraphs in pages:
        for i, paragraph in enumerate(paragraphs):
            runs_on = i == 0 and text and not text.endswith(_ENDS) and paragraph.size == size
            text += (" " if runs_on else "\n\n" if text else "") + paragraph.text
            if i == 0:
                starts.append(len(text) - len(paragraph.text))
            size = paragraph.size
        if not paragraphs:
            starts.append(len(text))
    return text, starts
