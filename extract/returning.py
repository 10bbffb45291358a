"""The way back: people who return or are sent back go the way of those before them, reversed."""

from __future__ import annotations

from dataclasses import replace

from extract.focus import again, earlier
from extract.memory import Known, Memory, Placed
from extract.model import Basis, Category
from extract.whereabouts import CAME, iso3, sent_from, where_to

# "Turkey counted 900 returns": those who left it, where others went home to another country
_COUNTING = (
    *("in-place", "place-has", "place-accounts-for", "place-sees-arrive", "place-beside"),
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
        return replace(placed, destination=again(left))  # "26,397 departures and 14,871 returns"
    placed = _like_those_before(placed, memory)
    if _says_nothing(placed) and (came := _those_who_came(placed, memory, CAME)):
        return _reversed(placed, came)
    if placed.destination is not None and (home := _home_of_others(placed, memory)):
        return replace(placed, origin=placed.destination, destination=home)
    if placed.destination is not None and (hosted := _counted_by_host(placed, memory)):
        return replace(placed, origin=placed.destination, destination=again(hosted.origin))
    if placed.destination is not None:
        sent = placed.link.governor is not None and placed.link.governor.side == "object"
        actor = sent_from(placed, memory) if sent else _host_speaks(placed, memory)
        return replace(placed, origin=placed.origin or actor)
    if left is not None and placed.origin is not None and left.iso3 == placed.origin.iso3:
        left = None
    return replace(placed, destination=again(left) or where_to(placed, memory))


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
    return replace(placed, link=link, origin=again(came.destination))


def _from(before: Placed, there: str) -> bool:
    whole = before.origin is not None and before.destination is not None
    return whole and before.link.category in CAME and iso3(before.origin) == there


def whence_they_came(placed: Placed, memory: Memory) -> Placed | None:
    """ "Spain said it had sent 5,600 back": the way of those who came just before."""
    came = _those_who_came(placed, memory, (Category.ARRIVAL,))
    if came is None or placed.link.governor is None:
        return None
    stated = came.origin is not None and came.origin.basis is Basis.STATED
    return _reversed(placed, came) if stated or _same_sentence(came, placed) else None


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
    return replace(placed, origin=again(came.destination), destination=again(came.origin))


def _like_those_before(placed: Placed, memory: Memory) -> Placed:
    """With the ends of those who went back just before, as far as its own do not differ."""
    back = earlier(placed, memory, lambda p: _same_way_back(p, placed))
    if back is not None:
        origin = placed.origin or again(back.origin)
        return replace(
            placed, origin=origin, destination=placed.destination or again(back.destination)
        )
    if placed.origin is None or placed.destination is not None:
        return placed
    beside = earlier(placed, memory, lambda p: _back_beside(p, placed))
    return replace(placed, destination=again(beside.destination)) if beside else placed


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
    if back is None or back.basis is Basis.STATED:
        return None
    said = [s for s in memory.seen if s.sentence == placed.sentence.index]
    hosts = [s for s in said if s.role in ("speaker", "office", "subject")]
    last = next((s for s in reversed(hosts) if s.iso3 and s.kind != "institution"), None)
    return last.known("speaker-in-sentence") if last and last.iso3 != back.iso3 else None
