"""Numbers that go on with a series: the record before, "the figure for 2023 was 2,900"."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.links import Link
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted
from extract.sketch import Item

_HEIGHTS = frozenset(words("clause_words", "height"))
_FORMER = frozenset(words("clause_words", "height_before"))
_SERIES = frozenset(words("clause_words", "series"))
_STANDING = frozenset({"to", "at", *words("sense_words", "measured")})
_HEIGHT_REACH, _SERIES_REACH = 6, 12


def former_height(counted: Counted) -> bool:
    """ ", past the former peak of 590": a number of the same kind."""
    before = counted.words_before(_HEIGHT_REACH)
    high = before[-1:] == ["of"] and before[-2:-1] and before[-2] in _HEIGHTS
    return bool(high) and not _FORMER.isdisjoint(before)


def next_of_series(counted: Counted, earlier: Link) -> bool:
    """ "2,300 were expelled; the figure for 2023 was 2,900": the next number of a series."""
    items, start = counted.scene.items, max(earlier.head.end, counted.at - _SERIES_REACH)
    gap = items[start : counted.at]
    if not gap or gap[-1].word not in _STANDING or earlier.at > start:
        return False
    named = [k for k, item in enumerate(gap) if k > 0 and item.word in _SERIES]
    k = named[-1] if named else 0
    plain = not any(_tells(item) for item in gap[k + 1 :])
    return k > 0 and gap[k - 1].word in ("the", "that") and gap[k + 1].word != "of" and plain


def _tells(item: Item) -> bool:
    """Whether a word says what people do or what is counted; "the year before" does not."""
    value = item.value
    return isinstance(value, Term) or (isinstance(value, Noun) and value.reason != "duration")
