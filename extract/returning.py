"""The way back: people who return or are sent back go the way of those before them, reversed."""

from __future__ import annotations

from dataclasses import replace

from extract.focus import again, earlier
from extract.governing import term_of
from extract.heads import place_of
from extract.lexicon.load import words
from extract.links import Link
from extract.memory import Known, Memory, Placed
from extract.model import Basis, Category
from extract.sketch import Sketch
from extract.whereabouts import CAME, iso3, sent_from, where_to

SUCH = "such-as-before"  # the rule of an end that no other country of the article can be
_TURNED_AWAY = frozenset(words("sense_words", "turned_away"))
# "Turkey counted 900 returns": those who left it, where others went home to another country
_COUNTING = (
    *("in-place", "place-has", "place-sees-arrive", "place-beside"),
    "place-for-its-part-takes-in",
)
_BACK = (Category.RETURN, Category.DEPORTATION)


def returned(placed: Placed, memory: Memory) -> Placed:
    """Back the way of those before them; else to the place that they left, or that is in focus."""
    gone = earlier(
        placed, memory, lambda p: p.link.category is Category.DEPARTURE and p.origin is not None
    )
    left = gone.origin if gone else None
    if _says_nothing(placed) and gone is not None and _same_sentence(gone, placed):
        return placed._replace(destination=again(left))  # "26,397 departures and 14,871 returns"
    placed = _like_those_before(placed, memory)
    if _says_nothing(placed) and (came := _those_who_came(placed, memory, CAME)):
        return _reversed(placed, came)
    if placed.destination is not None and (home := _home_of_others(placed, memory)):
        return placed._replace(origin=placed.destination, destination=home)
    if placed.destination is not None and (hosted := _counted_by_host(placed, memory)):
        return placed._replace(origin=placed.destination, destination=again(hosted.origin))
    if placed.destination is not None:
        sent = placed.link.governor is not None and placed.link.governor.side == "object"
        actor = sent_from(placed, memory) if sent else _host_speaks(placed, memory)
        return placed._replace(origin=placed.origin or actor)
    if left is not None and placed.origin is not None and left.iso3 == placed.origin.iso3:
        left = None
    return placed._replace(destination=again(left) or where_to(placed, memory))


def gone_back(placed: Placed, memory: Memory) -> Placed | None:
    """ "3.9 million came to Poland from Ukraine, and 1.8 million have left for Ukraine": back."""
    to = placed.destination
    if to is None or to.basis is not Basis.STATED or placed.link.head.nationality is not None:
        return None
    if placed.origin is not None or placed.link.head.category is not None:
        return None
    came = earlier(placed, memory, lambda p: _from(p, to.iso3))
    if came is None or not _same_sentence(came, placed):
        return None
    link = replace(placed.link, category=Category.RETURN)
    return placed._replace(link=link, origin=again(came.destination))


def _from(before: Placed, there: str) -> bool:
    whole = before.origin is not None and before.destination is not None
    return whole and before.link.category in CAME and iso3(before.origin) == there


def sent_away(placed: Placed, sketch: Sketch, memory: Memory) -> Placed:
    """Who is sent away or back with the ends that the context gives them."""
    if _says_nothing(placed) and (back := _whence_they_came(placed, memory)):
        return back
    if _turned_away(placed.link, sketch):
        return placed._replace(destination=placed.destination or sent_from(placed, memory))
    return _sent_on(placed._replace(origin=placed.origin or sent_from(placed, memory)), memory)


def sent_with(known: Known | None, before: Placed) -> Known | None:
    """ "Libya expelled 900 people, 300 of them Malians": not sent away by their own nation."""
    nation = known is not None and known.basis is Basis.NATIONALITY
    return None if nation and before.link.category in _BACK and before.origin else known


def _whence_they_came(placed: Placed, memory: Memory) -> Placed | None:
    """ "Spain said it had sent 5,600 back": the way of those who came just before."""
    came = _those_who_came(placed, memory, (Category.ARRIVAL,))
    if came is None or placed.link.governor is None:
        return None
    stated = came.origin is not None and came.origin.basis is Basis.STATED
    return _reversed(placed, came) if stated or _same_sentence(came, placed) else None


def went_home(placed: Placed, sketch: Sketch, memory: Memory) -> Placed | None:
    """ "Iraqis repatriated. A convoy of 232 Iraqi families left Syria": to the same country."""
    head, left = placed.link.head, placed.origin
    if placed.link.category is not Category.DEPARTURE or head.nationality is None or left is None:
        return None
    nation = place_of(sketch.items[head.nationality]).iso3
    before = earlier(placed, memory, lambda p: p.link.category is Category.RETURN)
    if before is None or iso3(before.origin) not in ("", left.iso3):
        return None
    if nation == left.iso3 or iso3(before.destination) != nation:
        return None
    gone = (Category.DEPARTURE, Category.NET_MIGRATION)
    if earlier(placed, memory, lambda p: p.link.category in gone and iso3(p.origin) == nation):
        return None  # "13,600 have left Armenia, 5,800 came back": of two ways
    link = replace(placed.link, category=Category.RETURN)
    return placed._replace(link=link, destination=placed.destination or again(before.destination))


def such_as_before(placed: Placed, sketch: Sketch, memory: Memory) -> Placed | None:
    """ "Algeria expelled 640 Nigeriens. An NGO counted 31,000 such removals": the same way."""
    link, moves = placed.link, (*_BACK, Category.DEPARTURE)
    if "such" not in [item.word for item in sketch.items[link.at : link.head.end]]:
        return None
    before = earlier(placed, memory, lambda p: p.link.category in moves and p.origin is not None)
    if link.category not in moves or before is None:
        return None
    if iso3(placed.origin) not in ("", iso3(before.destination)):
        return None  # "such removals from Pakistan"; but a group in Herat may count them
    return placed._replace(
        origin=_same(before.origin),
        destination=placed.destination or _same(before.destination),
    )


def _same(known: Known | None) -> Known | None:
    return known._replace(basis=Basis.CONTEXT, rule=SUCH) if known else None


def _turned_away(link: Link, sketch: Sketch) -> bool:
    """ "Guards refused entry to 420 people": those who do are where people wanted to go."""
    term = term_of(sketch.items, link.governor)
    return term is not None and term.form in _TURNED_AWAY and link.destination is None


def _sent_on(placed: Placed, memory: Memory) -> Placed:
    """Who is sent away by a country goes where those before them were sent by it."""
    before = earlier(placed, memory, lambda p: p.link.category in _BACK)
    same = before is not None and iso3(before.origin) == iso3(placed.origin) != ""
    if before is None or before.destination is None or placed.destination is not None:
        return placed
    just = placed.sentence.index - before.sentence.index <= 1
    if not same and not (just and before.destination.iso3 != iso3(placed.origin)):
        return placed
    return placed._replace(destination=again(before.destination))


def _says_nothing(placed: Placed) -> bool:
    return placed.origin is None and placed.destination is None


def _same_sentence(before: Placed, placed: Placed) -> bool:
    return before.sentence.index == placed.sentence.index


def _those_who_came(
    placed: Placed, memory: Memory, categories: tuple[Category, ...]
) -> Placed | None:
    """The last figure of people whose whole way here is known."""
    return earlier(
        placed,
        memory,
        lambda p: p.link.category in categories and bool(p.origin and p.destination),
    )


def _reversed(placed: Placed, came: Placed) -> Placed:
    return placed._replace(origin=again(came.destination), destination=again(came.origin))


def _like_those_before(placed: Placed, memory: Memory) -> Placed:
    """With the ends of those who went back just before, as far as its own do not differ."""
    back = earlier(placed, memory, lambda p: _same_way_back(p, placed))
    if back is not None:
        origin = placed.origin or again(back.origin)
        destination = placed.destination or again(back.destination)
        return placed._replace(origin=origin, destination=destination)
    if placed.origin is None or placed.destination is not None:
        return placed
    beside = earlier(placed, memory, lambda p: _back_beside(p, placed))
    return placed._replace(destination=again(beside.destination)) if beside else placed


def _back_beside(before: Placed, placed: Placed) -> bool:
    """ "312 were flown home, and another 187 returned by Jamaica": back to the same country."""
    just = placed.sentence.index - before.sentence.index <= 1
    return before.link.category in _BACK and before.destination is not None and just


def _counted_by_host(placed: Placed, memory: Memory) -> Placed | None:
    """ "Turkey, which took in 3 million Syrians, has counted 53,400 returns": its guests."""
    if placed.link.head.kind != "event" or placed.origin is not None:
        return None
    return earlier(placed, memory, lambda p: _hosts(p, placed))


def _home_of_others(placed: Placed, memory: Memory) -> Known | None:
    """ "400,000 Syrians went back; Lebanon counted 250,000 returns": the home of those before."""
    here = placed.destination
    named = placed.link.head.kind == "people" or placed.link.head.nationality is not None
    if named or placed.origin is not None or here is None or here.rule not in _COUNTING:
        return None
    went = earlier(placed, memory, lambda p: p.link.category is Category.RETURN)
    home = went.destination if went else None
    return again(home) if home and home.iso3 not in ("", here.iso3) else None


def _hosts(before: Placed, placed: Placed) -> bool:
    here = before.link.category in CAME and before.origin is not None
    return here and iso3(before.destination) == iso3(placed.destination) != iso3(before.origin)


def _same_way_back(before: Placed, placed: Placed) -> bool:
    """Whether people can have gone home the way of those before them."""
    if before.link.category not in _BACK or not (before.origin and before.destination):
        return False
    if before.origin.basis is Basis.STATED and before.destination.basis is Basis.CONTEXT:
        return False  # "hundreds of thousands more came back from Lebanon": a way of their own
    same_from = placed.origin is None or placed.origin.iso3 == before.origin.iso3
    same_to = placed.destination is None or placed.destination.iso3 == before.destination.iso3
    return same_from and same_to


def _host_speaks(placed: Placed, memory: Memory) -> Known | None:
    """ "Turkey says 36,000 Syrians have gone home": it speaks of those whom it hosted."""
    back = placed.destination
    if back is None or (back.basis is Basis.STATED and back.iso3):
        return None
    said = [s for s in memory.seen if s.sentence == placed.sentence.index]
    hosts = [s for s in said if s.role in ("speaker", "office", "subject")]
    last = next((s for s in reversed(hosts) if s.iso3 and s.kind != "institution"), None)
    return last.known("speaker-in-sentence") if last and last.iso3 != back.iso3 else None
