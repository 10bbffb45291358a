"""The verb of a relative clause, and the main verb behind it: "who had lived there have left"."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.recognizers.terms import Term
from extract.sketch import Item

_MAIN = frozenset({"stay", "return", "permit", "deport"})
_MOVING = frozenset({"leave", "arrive", "enter", "cross", "register", "flee", "move", "reach"})
_RELATIVE = ("who", "that", "which")
TIME_OPENERS = frozenset(words("clause_words", "time_opener"))
_TIME_REACH = 7  # items
_PERFECT = ("have", "has", "had")
_OPENS_ASIDE = frozenset({"which", "where", "whose"})
_ON_THE_BOOKS = frozenset(words("sense_words", "on_the_books"))
_LIVING = ("stay", "refuge")
_OF_THOSE = [["of", word] for word in ("the", "those", "these", "its", "their", "more", "some")]


def in_aside(items: tuple[Item, ...], start: int, j: int) -> bool:
    """ "refugees who had been living in Sudan have returned": a relative clause is read on past."""
    value = items[j].value
    if (
        isinstance(value, Term)
        and j == start
        and value.cls in ("displace", "evacuate")
        and items[j].word.endswith("ed")
    ):
        return True  # "people displaced from Karabakh left Armenia": a participle is no main verb
    if (
        isinstance(value, Term)
        and j == start
        and value.cls == "stay"
        and value.form.endswith("ing")
    ):
        return True  # "Indians studying in Ukraine have been flown home"
    if isinstance(value, Term) and j == start and value.form == "stranded":
        return True  # "migrants stranded in Yemen flew home"
    if isinstance(value, Term) and j == start and value.form in _ON_THE_BOOKS:
        return True  # "refugees on its books in Lebanon have gone back to Syria"
    if isinstance(value, Term) and value.cls == "register" and j + 3 < len(items):
        return any(
            isinstance(i.value, Term) for i in items[j + 1 : j + 4]
        )  # "registered as returning home"
    near = (*items[start : min(j, start + 4)], *items[max(start, j - 3) : j])
    return any(i.word in _RELATIVE for i in near)


def of_those(items: tuple[Item, ...], at: int) -> bool:
    """ "900 of the 5,000 refugees who came": what is told of these is behind their clause."""
    return [item.word for item in items[at + 1 : at + 3]] in _OF_THOSE


def is_main(items: tuple[Item, ...], aside: int, j: int, *, part: bool = False) -> bool:
    """Whether a later term can be the main verb after a relative clause: they have returned.

    Of a part of those whom the clause describes, any verb can.
    """
    value = items[j].value
    before = items[j - 1].word
    helped = before == "to" and isinstance(value, Term) and value.cls == "return"
    loose = (before in ("of", "to", "for", "and", "from") and not helped) or (
        value is not None
        and items[j].word.endswith("ing")
        and before not in ("are", "were", "still", "now", "as")
    )
    after_participle = isinstance(said := items[aside].value, Term) and (
        said.cls in ("displace", "evacuate") or said.form == "stranded"
    )
    living = isinstance(said, Term) and said.cls in _LIVING and said.form.endswith("ing")
    main = _MAIN | _MOVING if after_participle or living or before == "," else _MAIN
    if isinstance(said, Term) and _tense_turns(items, aside, j):
        main = main | _MOVING | {"head"}  # "families who live in camps have set out for Sinjar"
    if living:
        main = main | {"displace", "evacuate"}  # "residents living near the river were evacuated"
    if isinstance(said, Term) and said.cls == "displace" and isinstance(value, Term):
        main = main - {"stay"}  # "who lost their homes are living in camps": displaced
    return isinstance(value, Term) and (part or value.cls in main) and not loose


def _tense_turns(items: tuple[Item, ...], aside: int, j: int) -> bool:
    """ "who stayed on have moved", "who had been living there reached": the later is the news."""
    said, helps = items[aside].value, items[j - 1].word
    living = isinstance(said, Term) and said.cls in _LIVING
    before = [item.word for item in items[max(0, aside - 2) : aside]]
    return helps in _PERFECT and (living or not before or before[-1] not in _PERFECT)


def opens_time(items: tuple[Item, ...], start: int, j: int) -> bool:
    """ "who had stayed on after the war have moved": a time within a relative clause."""
    ahead = [item.word for item in items[j + 1 : j + _TIME_REACH]]
    told = next((k for k, word in enumerate(ahead) if word in ("have", "has")), None)
    if items[start].word not in _RELATIVE or items[j].word not in TIME_OPENERS or told is None:
        return False
    return not any(isinstance(item.value, Term) for item in items[j + 1 : j + 1 + told])


def in_closed_aside(items: tuple[Item, ...], place: int, at: int) -> bool:
    """ "Chad, which borders Niger, has 900": a place between ", which" and the comma behind it."""
    opened = max((k for k in range(place) if items[k].word == ","), default=None)
    if opened is None or not {i.word for i in items[opened + 1 : opened + 3]} & _OPENS_ASIDE:
        return False
    return any(item.word == "," for item in items[place + 1 : at])
