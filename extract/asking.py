"""The figures whose unsaid ends are asked for, and what of their sentences bears on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.governing import term_of
from extract.heads import value_of
from extract.lexicon.load import words
from extract.memory import Known, Placed
from extract.model import Basis, Category
from extract.returning import SUCH
from extract.sketch import Item, Sketch

ENDS = ("origin", "destination")
INSIDE = "inside"  # one country is both ends, and asked for as the origin
SENSES = {
    Category.ARRIVAL: "coming",
    Category.ASYLUM_APPLICATION: "coming",
    Category.PERMIT: "coming",
    Category.NET_MIGRATION: "balance",
    Category.RESIDENT: "staying",
    Category.REFUGEE: "staying",
    Category.DEPARTURE: "leaving",
    Category.RETURN: "returning",
    Category.DEPORTATION: "sent",
    Category.TRANSIT: "passing",
    Category.DISPLACEMENT: INSIDE,
    Category.IDP: INSIDE,
}
POINTING = frozenset(words("clause_words", "pointing"))
_LANDS = frozenset(words("sense_words", "lands"))
_LANDS_REACH, _MANY_REACH = 4, 9  # items back to "of"; items behind a number and its noun
_TELLING = POINTING | frozenset(words("clause_words", "telling_of_ends"))
_LODGINGS = frozenset(words("sense_words", "lodging"))


class Asked(NamedTuple):
    """A figure whose ends are asked for, with the words and the verb of its sentence."""

    placed: Placed
    start: int  # of its number, in the text or the title
    words: frozenset[str]
    verb: str
    form: str  # of the verb, as it stands
    sense: str  # what its people do, which several categories share
    of_many: bool = False  # "463 people of 14 nationalities"
    lodged: bool = False  # whether its sentence speaks of hotels, tents, relatives

    @property
    def category(self) -> Category:
        """Its category; the weights of a clue differ by it."""
        return self.placed.link.category

    def known(self, end: str) -> Known | None:
        """What has been read for an end so far."""
        return self.placed.origin if end == "origin" else self.placed.destination

    def other(self, end: str) -> Known | None:
        """The other end of the move; of those who move inside a country there is none."""
        if self.sense == INSIDE:
            return None
        return self.placed.destination if end == "origin" else self.placed.origin

    def is_open(self, end: str) -> bool:
        """Whether the article may decide an end: its sentence states no place for it."""
        if self.placed.lost and end == "destination":
            return False
        known = self.known(end)
        if known is not None and known.rule == SUCH:
            return False
        unsaid = known is None or known.basis is Basis.CONTEXT
        if self.sense != INSIDE:
            return unsaid
        return unsaid and end == "origin" and iso3(self.placed.destination) == iso3(known)


def asked(placed: Placed, sketch: Sketch) -> Asked:
    """The figure with what its sentence says about its ends."""
    term = term_of(sketch.items, placed.link.governor)
    start = placed.sentence.span.start + value_of(sketch.items[placed.link.at]).span.start
    verb, form = (term.cls, term.form) if term else ("", "")
    sense = SENSES[placed.link.category]
    many = _of_many(sketch.items[placed.link.head.end :][:_MANY_REACH])
    lodged = not _LODGINGS.isdisjoint(sketch.words)
    return Asked(placed, start, _TELLING & sketch.words, verb, form, sense, many, lodged)


def _of_many(behind: Sequence[Item]) -> bool:
    """ "of 14 nationalities", "from a dozen countries", before any other mark or number."""
    end = next((k for k, item in enumerate(behind) if item.kind == "mark"), len(behind))
    lands = next((k for k, item in enumerate(behind[:end]) if item.word in _LANDS), 0)
    of = [item.word in ("of", "from") for item in behind[max(0, lands - _LANDS_REACH) : lands]]
    return any(of)


def iso3(known: Known | None) -> str | None:
    """The country of an end; None where there is none."""
    return (known.iso3 or None) if known else None
