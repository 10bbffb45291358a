"""Which texts are one report: a signature of each text, compared without the texts.

Agency copy is printed by several outlets, with another headline, another dateline, a cut end.
Such articles are *carriers* of one report. A report that was brought up to date (the same
words, other numbers) is no carrier: it says something new.

    signature(text) -> bytes          # keep it in a BLOB column, about 0.5 kB
    bands(signature) -> tuple[str, ...]   # 24 short keys: keep them in an indexed table
    similarity(a, b) -> float         # estimated share of word runs in common, 0..1
    near(a, b) -> bool                # similar enough, and no number in one that the other lacks

To find the carriers of a new text among many: select the articles that share at least one
band key, then ask ``near`` of those few. Signatures of different ``METHOD``s do not compare
(``similarity`` is 0); a golden value in the tests notices when a library changes its own.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter

from rensa import RMinHash  # type: ignore[import-untyped]  # it ships no types

METHOD = 1
NEAR = 0.35  # measured on variants of our briefs: see ARCHITECTURE.md

_RUN = 3  # words in a run
_VALUES, _BANDS, _ROWS, _SEED = 128, 24, 3, 20220923
_SKETCH = 1 + 4 * _VALUES  # bytes before the numbers begin
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|\b{_MONTH}\s\d{{1,2}}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


def signature(text: str) -> bytes:
    """The text's signature: a method byte, the MinHash of its word runs, its numbers."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    words = _WORD.findall(plain)
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
    sketch = RMinHash(num_perm=_VALUES, seed=_SEED)
    sketch.update(sorted(runs))
    values = b"".join(value.to_bytes(4, "big") for value in sketch.digest())
    return bytes([METHOD]) + values + b"".join(sorted(_numbers(plain)))


def bands(signature: bytes) -> tuple[str, ...]:
    """Keys of which two near texts share at least one, almost surely."""
    width = 4 * _ROWS
    parts = (signature[1 + i * width : 1 + (i + 1) * width] for i in range(_BANDS))
    return tuple(f"{METHOD}.{i}.{zlib.crc32(part):08x}" for i, part in enumerate(parts))


def similarity(a: bytes, b: bytes) -> float:
    """The estimated Jaccard similarity of the two texts' word runs, 0 to 1."""
    if a[:1] != b[:1]:
        return 0.0
    return sum(x == y for x, y in zip(_values(a), _values(b), strict=True)) / _VALUES


def near(a: bytes, b: bytes) -> bool:
    """Whether the two texts are one report: similar words, and no numbers of their own."""
    return similarity(a, b) >= NEAR and _numbers_agree(a, b)


def _values(signature: bytes) -> list[bytes]:
    return [signature[i : i + 4] for i in range(1, _SKETCH, 4)]


def _numbers(plain: str) -> list[bytes]:
    """The numbers of a text, hashed, as often as they stand there; 40,000 and 40.000 are one.

    Dates are left out: a dateline is not news.
    """
    words = _WORD.findall(_DATE.sub(" ", plain))
    counts = (word for word in words if word[0].isdigit() and not _YEAR.fullmatch(word))
    digits = (count.replace(",", "").replace(".", "") for count in counts)
    return [zlib.crc32(number.encode()).to_bytes(4, "big") for number in digits]


def _numbers_agree(a: bytes, b: bytes) -> bool:
    """Whether the numbers of one text are all in the other; a cut copy has fewer of them."""
    ours, theirs = (Counter(s[i : i + 4] for i in range(_SKETCH, len(s), 4)) for s in (a, b))
    return ours <= theirs or theirs <= ours
