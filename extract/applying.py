"""What people apply for: a permit or asylum, by the sentence or by what was told before."""

from __future__ import annotations

from dataclasses import replace

from extract.governing import term_of
from extract.lexicon.load import words
from extract.lexicon.spoken import spoken
from extract.memory import Memory, Placed
from extract.model import Category
from extract.recognizers.terms import Noun
from extract.sketch import Sketch

_APPLICATIONS = frozenset(words("sense_words", "application"))
_SAID = {
    Category.PERMIT: frozenset(words("sense_words", "to_live")),
    Category.ASYLUM_APPLICATION: frozenset(words("sense_words", "asylum")),
}
_WINDOW = 6  # sentences back to the applications that "such requests" are like


def applied(placed: Placed, sketch: Sketch, memory: Memory) -> Placed:
    """The figure with the kind of application that its own words leave open."""
    link = placed.link
    if link.category not in _SAID or not _is_open(placed, sketch):
        return placed
    said = [kind for kind, cues in _SAID.items() if not cues.isdisjoint(spoken(sketch.text))]
    if said:
        kind = said[0] if len(said) == 1 else link.category
    elif _APPLICATIONS.isdisjoint(spoken(sketch.text)):
        return placed  # "300 more applied"
    else:
        kind = _told_last(placed, memory) or link.category
    return placed._replace(link=replace(link, category=kind))


def _is_open(placed: Placed, sketch: Sketch) -> bool:
    """ "2,824 applications", "40 filed such requests": nothing yet says for what."""
    noun, term = placed.link.head.noun, term_of(sketch.items, placed.link.governor)
    if isinstance(noun, Noun) and noun.kind == "event":
        return noun.word in _APPLICATIONS
    return term is not None and term.cls == "apply"


def _told_last(placed: Placed, memory: Memory) -> Category | None:
    """What the last applications before it were for, rather than what was granted."""
    here = placed.sentence.index
    near = [p.link for p in reversed(memory.placed) if here - p.sentence.index <= _WINDOW]
    asked = (
        link
        for link in near
        if link.unit is placed.link.unit or link.category is Category.ASYLUM_APPLICATION
    )
    return next((link.category for link in asked if link.category in _SAID), None)
