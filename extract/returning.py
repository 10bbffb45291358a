"""The way back: people who return or are sent back go the way of those before them, reversed."""

from __future__ import annotations

from dataclasses import replace

from extract.focus import again, earlier
from extract.memory import Known, Memory, Placed
from extract.model import Basis, Category
from extract.recognizers.terms import Term
from extract.sketch import Sketch
from extract.whereabouts import iso3, sent_from, where_to

_BACK = (Category.RETURN, Category.DEPORTATION)
_CAME = (Category.ARRIVAL, Category.RESIDENT, Category.REFUGEE)


def returned(placed: Placed, memory: Memory) -> Placed:
    """Back the way of those before them; else to the place that they left, or that is in focus."""
    gone = earlier(
        placed, memory, lambda p: p.link.category is Category.DEPARTURE and p.origin is not None
    )
    if placed.origin is None and placed.destination is None and _just_left(gone, placed):
        return replace(placed, destination=again(gone.origin) if gone else None)
    back = earlier(placed, memory, lambda p: _same_way_back(p, placed))
    if back is not None:
        placed = replace(
            placed,
            origin=placed.origin or again(back.origin),
            destination=placed.destination or again(back.destination),
        )
    if placed.origin is not None and placed.destination is None:
        beside = earlier(placed, memory, lambda p: _back_beside(p, placed))
        placed = replace(placed, destination=again(beside.destination) if beside else None)
    came = earlier(
        placed,
        memory,
        lambda p: p.link.category in _CAME and bool(p.origin and p.destination),
    )
    if placed.origin is None and placed.destination is None and came is not None:
        return replace(placed, origin=again(came.destination), destination=again(came.origin))
    if placed.destination is not None and _counted_by_host(placed, memory):
        back = earlier(placed, memory, lambda p: _hosts(p, placed))
        return replace(
            placed, origin=placed.destination, destination=again(back.origin) if back else None
        )
    if placed.destination is not None:
        sent = placed.link.governor is not None and placed.link.governor.side == "object"
        actor = sent_from(placed, memory) if sent else _host_speaks(placed, memory)
        return replace(placed, origin=placed.origin or actor)
    left = gone.origin if gone else None
    if left is not None and placed.origin is not None and left.iso3 == placed.origin.iso3:
        left = None
    return replace(placed, destination=again(left) if left else where_to(placed, memory))


def whence_they_came(placed: Placed, memory: Memory) -> Placed | None:
    """ "Spain said it had sent 5,600 back": the way of those who came just before."""
    came = earlier(
        placed,
        memory,
        lambda p: p.link.category is Category.ARRIVAL and bool(p.origin and p.destination),
    )
    if came is None or placed.link.governor is None:
        return None
    stated = came.origin is not None and came.origin.basis is Basis.STATED
    if not stated and came.sentence.index != placed.sentence.index:
        return None
    return replace(placed, origin=again(came.destination), destination=again(came.origin))


def still_inside(placed: Placed, sketch: Sketch) -> Placed:
    """ "Displaced families have gone home": they never left the country."""
    head = placed.link.head
    described = sketch.items[head.participle].value if head.participle is not None else None
    uprooted = isinstance(described, Term) and described.cls == "displace"
    if placed.origin is None and (
        uprooted or head.category in (Category.IDP, Category.DISPLACEMENT)
    ):
        return replace(placed, origin=placed.destination)
    return placed


def sent_on(placed: Placed, memory: Memory) -> Placed:
    """Who is sent away by a country goes where those before them were sent by it."""
    before = earlier(placed, memory, lambda p: p.link.category in _BACK)
    same = before is not None and iso3(before.origin) == iso3(placed.origin) != ""
    if before is None or before.destination is None or placed.destination is not None:
        return placed
    just = placed.sentence.index - before.sentence.index <= 1
    if not same and not (just and before.destination.iso3 != iso3(placed.origin)):
        return placed
    return replace(placed, destination=again(before.destination))


def _back_beside(before: Placed, placed: Placed) -> bool:
    """ "312 were flown home, and another 187 returned by Jamaica": back to the same country."""
    return before.link.category in _BACK and before.sentence.index == placed.sentence.index


def _counted_by_host(placed: Placed, memory: Memory) -> bool:
    """ "Turkey, which took in three million Syrians, has counted 53,400 returns": from Turkey."""
    events = placed.link.head.kind == "event" and placed.origin is None
    return events and earlier(placed, memory, lambda p: _hosts(p, placed)) is not None


def _hosts(before: Placed, placed: Placed) -> bool:
    here = before.link.category in _CAME and before.origin is not None
    return here and iso3(before.destination) == iso3(placed.destination) != iso3(before.origin)


def _just_left(gone: Placed | None, placed: Placed) -> bool:
    """ "26,397 departures from Armenia and 14,871 returns": of one sentence."""
    return gone is not None and gone.sentence.index == placed.sentence.index


def _same_way_back(before: Placed, placed: Placed) -> bool:
    """Whether people can have gone home the way of those before them."""
    if before.link.category not in _BACK or not (before.origin and before.destination):
        return False
    same_from = placed.origin is None or placed.origin.iso3 == before.origin.iso3
    same_to = placed.destination is None or placed.destination.iso3 == before.destination.iso3
    return same_from and same_to


def _host_speaks(placed: Placed, memory: Memory) -> Known | None:
    """ "Turkey says 36,000 Syrians have gone home": it speaks of those whom it hosted."""
    back = placed.destination
    if back is None or back.basis is not Basis.NATIONALITY:
        return None
    said = [s for s in memory.seen if s.sentence == placed.sentence.index and s.span < back.span]
    hosts = [s for s in said if s.role in ("speaker", "office", "subject")]
    last = next((s for s in reversed(hosts) if s.iso3 and s.kind != "institution"), None)
    return last.known("speaker-in-sentence") if last and last.iso3 != back.iso3 else None
