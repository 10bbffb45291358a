"""Text and spans -> HTML: every character of the text escaped, every mark our own."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.model import Figure, Span

FIELD = {
    "count": "number",
    "people": "people",
    "term": "what happened",
    "origin": "from",
    "destination": "to",
    "period": "when",
    "source": "who said it",
}
_ORDER = tuple(FIELD)
_IDENT = re.compile(r"[^a-z0-9-]+")
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+")
_AROUND = 260  # characters of context shown on either side of a sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: ``kind`` chooses the look, ``label`` stands small after the words."""

    span: Span
    kind: str
    label: str = ""
    ident: str = ""
    href: str = ""  # an address inside this page, made by us


def plain(text: str) -> str:
    """The text as HTML: markup shown as text, unseen and direction-turning signs made visible."""
    return "".join(_visible(sign) for sign in html.escape(text, quote=True))


def marked(text: str, marks: Iterable[Mark], *, within: Span | None = None) -> str:
    """The text (or the part of it that ``within`` covers) with its marks, as HTML.

    Marks may overlap: the text is cut at every edge, and a piece that several marks share
    shows the first one's look; each label stands once, at the end of its own mark.
    """
    within = within or Span(0, len(text))
    kept = [m for m in marks if m.span.overlaps(within) and m.span.start < m.span.end]
    kept.sort(key=lambda m: (_rank(m.kind), m.span.start, -m.span.end))
    edges = {within.start, within.end}
    for mark in kept:
        edges |= {max(mark.span.start, within.start), min(mark.span.end, within.end)}
    cuts = sorted(edges)
    return "".join(_piece(text, Span(a, b), kept) for a, b in pairwise(cuts))


def sentence(figure: Figure, text: str, begin: int = 0) -> str:
    """The figure's sentence with each field marked, between the sentences around it, as HTML.

    ``begin`` is where in the article the text begins.
    """
    span = moved(said(figure), begin)
    marks = [replace(one, span=moved(one.span, begin)) for one in evidence_marks(figure)]
    middle = f'<span class="w-said">{marked(text, marks, within=span)}</span>'
    before = plain(_context_before(text, span.start))
    after = plain(_context_after(text, span.end))
    return f'<div class="w-quote" dir="auto">{before} {middle} {after}</div>'


def evidence_marks(figure: Figure) -> list[Mark]:
    """One mark for each piece of the figure's evidence that stands in its own sentence."""
    found = [
        Mark(piece.span, piece.role, FIELD[piece.role])
        for piece in figure.evidence
        if piece.role in FIELD and piece.in_title == figure.in_title
    ]
    if not any(mark.kind == "count" for mark in found):
        found.append(Mark(surface(figure), "count", FIELD["count"]))
    return found


def said(figure: Figure) -> Span:
    """Where the figure's sentence stands in the text (or in the title)."""
    return Span(figure.sentence_start, figure.sentence_end)


def moved(span: Span, begin: int) -> Span:
    """Where a span of an article stands in its text from the character ``begin`` on."""
    return Span(span.start - begin, span.end - begin)


def surface(figure: Figure) -> Span:
    """Where the figure's number stands, with its qualifier."""
    return Span(figure.surface_start, figure.surface_end)


def paragraphs(text: str, marks: Sequence[Mark], starts: Sequence[int] = ()) -> str:
    """The whole text in paragraphs with its marks, as HTML; ``starts`` are where pages begin."""
    pieces, begin = [], 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        pages = [n for n, start in enumerate(starts, 1) if begin <= start < max(end, begin + 1)]
        pieces += [f'<p class="w-page">page {page}</p>' for page in pages]
        if text[begin:end].strip():
            pieces.append(f'<p dir="auto">{marked(text, marks, within=Span(begin, end))}</p>')
        begin = gap.end() if gap else end
    return f'<div class="w-article">{"".join(pieces)}</div>'


def ident(figure_id: str) -> str:
    """The figure's id as an HTML id: letters, digits and hyphens only."""
    return "f-" + _IDENT.sub("-", figure_id.lower())


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> str:
    inner = plain(span.of(text))
    over = [m for m in marks if m.span.start <= span.start and span.end <= m.span.end]
    if not over:
        return inner
    ends = dict.fromkeys(m.label for m in over if m.span.end == span.end and m.label)
    labels = f'<small class="w-label"> {plain(", ".join(ends))}</small>' if ends else ""
    first = over[0]
    ids = [m.ident for m in over if m.ident and m.span.start == span.start]
    anchor = f' id="{_IDENT.sub("-", ids[0])}"' if ids else ""
    body = f'<mark class="w-{_IDENT.sub("-", first.kind)}"{anchor}>{inner}{labels}</mark>'
    return f'<a class="w-link" href="{html.escape(first.href)}">{body}</a>' if first.href else body


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _visible(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cs"}:
        return sign
    return f'<span class="w-unseen">U+{ord(sign):04X}</span>'


def _context_before(text: str, start: int) -> str:
    first = max(0, start - _AROUND)
    paragraph = _BREAK.split(text[first:start])[-1]
    ends = [m.end() for m in _SENTENCE_END.finditer(paragraph.rstrip())]
    if ends:
        return paragraph[ends[-1] :]
    return "… " + paragraph if first and len(paragraph) == start - first else paragraph


def _context_after(text: str, end: int) -> str:
    right = _BREAK.split(text[end : end + _AROUND].strip())[0]
    stop = _SENTENCE_END.search(right + " ")
    return right[: stop.end()].rstrip() if stop else (right and right + " …")
