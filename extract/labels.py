"""People named before their number: "Russians in: 41,200", "Tajik citizens stood at 25,000"."""

from __future__ import annotations

from extract.heads import Head
from extract.lexicon.load import words
from extract.model import Category
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted
from extract.sketch import Item, Sketch

_NUMBERING = frozenset(words("clause_words", "numbering"))
_STANDING = [phrase.split() for phrase in words("clause_words", "standing_at")]
_CHANGED_TO = ([",", "at"], [",", "to"])  # "were down by 3.8 percent, at 862,100"
_OUT = frozenset(words("clause_words", "label_out"))
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_DWELLINGS = frozenset(words("sense_words", "dwelling"))
_VERBS = frozenset({*words("sense_words", "copula", "has")} - {"been", "being"})
_BETWEEN = frozenset({";", "|", ".", ":", "•"})
_TIMES = ("duration", "percentage")
_LONGEST = 12  # items
_NAMED = ("demonym", "adjective")
_REACH, _COLON_REACH = 11, 6  # items from the people to their number


def labelled(counted: Counted) -> tuple[Counted, Category] | None:
    """The count of people named before it, and what they do; None where none are."""
    items, at = counted.scene.items, counted.at
    if counted.phrase.kind != "bare" or at == 0:
        return None
    colon = items[at - 1].word == ":"
    if not colon and not _stands_at(counted):
        return None
    who = _people(items, at, _COLON_REACH if colon else _REACH)
    if who is None:
        return None
    phrase = Head("people", counted.phrase.end, who[0], who[1])
    between = {item.word for item in items[max(0, at - _REACH) : at]}
    sense = Category.ARRIVAL if colon else Category.RESIDENT
    sense = Category.DEPARTURE if between & _OUT else sense
    return Counted(counted.scene, at, phrase, counted.governor), sense


def by_label(sketch: Sketch, at: int, phrase: Head) -> Head:
    """What a number counts by the label before its colon: "Houses destroyed: 1,122"."""
    label = _label(sketch.items, at) if phrase.kind == "bare" else ()
    if not label:
        return phrase
    noun = _counted_in(label)
    told = any(isinstance(item.value, Term) for item in label)
    event = any(isinstance(item.value, Noun) and item.value.kind == "event" for item in label)
    if event:
        return phrase  # "the same half year, exits: 747,679"
    reason = noun.reason if noun is not None and noun.kind == "other" else ""
    if not told and not reason:
        start, end = label[0].span.start, label[-1].span.end
        reason = next((v.reason for v in sketch.vetoes if start <= v.span.start < end), "")
    if reason:
        return Head("other", phrase.end, None, None, reason)
    named = any(item.kind in _NAMED for item in label) or (noun and noun.word in _FOREIGN)
    people = noun is not None and (told or noun.category is not None) and not named
    return Head("people", phrase.end, noun) if people else phrase


def _counted_in(label: tuple[Item, ...]) -> Noun | None:
    """The noun that a label counts: the last before any participle or preposition."""
    found: Noun | None = None
    for item in label:
        if isinstance(item.value, Noun) and item.value.reason not in _TIMES:
            found = item.value
        elif found is not None:
            break
        elif item.word in _DWELLINGS:
            return Noun(item.span, item.word, "other", None, None, "houses")
    return found


def _label(items: tuple[Item, ...], at: int) -> tuple[Item, ...]:
    """The words before the colon before a number, unless they are a clause with its verb."""
    closed = all(item.kind == "mark" for item in items[at + 1 : at + 2])
    if at < 2 or items[at - 1].word != ":" or not closed:
        return ()  # "Buses roll to Goma: 4,500 ride home"
    start = at - 1
    while start > 0 and items[start - 1].kind != "count" and items[start - 1].word not in _BETWEEN:
        start -= 1
    start += items[start].kind == "mark"  # "displaced: 300, houses destroyed: 40"
    label = items[start : at - 1]
    clause = len(label) > _LONGEST or any(item.word in _VERBS for item in label)
    return () if clause else label


def _stands_at(counted: Counted) -> bool:
    """ "numbered 25,000", "stood at 25,000", "were down by 3.8 percent, at 25,000"."""
    last = counted.words_before(2)
    if last[-1:] and last[-1] in _NUMBERING:
        return True
    if last in _CHANGED_TO:
        return "percentage" in _reasons(counted)
    return last in _STANDING


def _reasons(counted: Counted) -> set[str]:
    values = (item.value for item in counted.scene.items[max(0, counted.at - 5) : counted.at])
    return {value.reason for value in values if isinstance(value, Noun)}


def _people(items: tuple[Item, ...], at: int, reach: int) -> tuple[Noun | None, int | None] | None:
    """The noun and the nationality of the people named last before a number."""
    for k in range(at - 2, max(-1, at - reach), -1):
        value, named = items[k].value, k > 0 and items[k - 1].kind in _NAMED
        if items[k].kind == "demonym":
            return None, k
        if items[k].word in (";", "."):
            return None
        if isinstance(value, Noun) and value.kind == "people":
            foreign = value.word in _FOREIGN
            return (value, k - 1 if named else None) if named or foreign else None
    return None
