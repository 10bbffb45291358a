"""Where the people of a count come from and go to: places of the sentence, by nearness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract.clauses import (
    STRONG_BREAKS,
    in_next_clause,
    is_beyond_clause,
    noun_behind,
)
from extract.heads import Head, is_boat, place_of
from extract.lexicon.load import words
from extract.model import Basis, Category, Unit
from extract.portions import after_most, is_of_share, is_of_some, is_where_most_are
from extract.roles import Role
from extract.sketch import Item, Sketch
from extract.surroundings import in_families

_TOO_FAR = 42
CLOSE = 12  # items: within one clause, as clauses run in news
_OF_EARLIER = 3  # a place behind an earlier number is rather that number's
_PARTS = frozenset(words("place_parts", "direction"))
_IN_COUNTRY = frozenset(words("place_parts", "in_country")) | _PARTS
_PART_REACH = 3  # items: "Haiti's overcrowded seaside capital"
_BELOW = words("place_parts", "fled_within")
_COMPRISING = frozenset(words("clause_words", "comprising"))
_ELSEWHERE = words("place_parts", "elsewhere")
_SAME_MOVE = 16  # items between a number and where its people go
_PAST_A_COUNT = 14  # what a place behind another number costs
_SHORT_FORM = 3  # "UK", "USA"
_OWN_PEOPLE = ("nationality", "home")
_WHERE = ("destination", "location")
_SENDS = ("deported-by-place", "place-sends-back")
_SUBJECTS = (
    *("place-takes-in", "place-which-takes-in", "place-with-aside-takes-in"),
    *("apposed-place-takes-in", "place-sends-back", "place-sees-arrive", "place-reports-arrival"),
    *("place-took", "place-reports-count", "place-gets"),
)


class Found(NamedTuple):
    """A country for one end of a move, what it rests on, and the item and rule behind it."""

    iso3: str
    basis: Basis
    at: int | None
    rule: str


class Candidate(NamedTuple):
    """A place of the sentence with its role and its distance from one count."""

    at: int
    iso3: str
    role: str
    rule: str
    cost: int
    kind: str
    word: str
    attached: bool
    part: bool  # "northern Gaza": a part of the country


def candidates(
    sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], at: int, head: Head
) -> list[Candidate]:
    """The places that may belong to a count, nearest first."""
    found = []
    for i in sketch.places:
        item = sketch.items[i]
        place = place_of(item)
        iso3 = anaphors.get(i, place.iso3)
        attached = at < i < head.end or i == head.nationality
        cost = 0 if attached else _cost(sketch.items, i, at, head)
        outside = i in roles and roles[i].name == "outside"  # of a country that is not named here
        if not (iso3 or outside or place.kind == "macro") or cost > _TOO_FAR:
            continue
        role, rule = _role(sketch, roles, i, item, at, head)
        if i >= head.end and is_of_share(sketch.items, head.end, i):
            continue  # "70,000 newcomers, over half from Russia": not where all of them come from
        if i >= head.end and role in _WHERE and is_where_most_are(sketch.items, head.end, i):
            continue  # "4.3 million Ukrainians, most in Germany": not where all of them are
        if role in _OWN_PEOPLE and is_of_some(sketch.items, head.end, i):
            continue  # "517,000 left, among them many Indians": not who all of them are
        if i >= head.end and rule in _SUBJECTS and in_next_clause(sketch.items, head.end, i):
            continue  # "Turkey hosts most, with 3.4 million, but Lebanon has taken in more"
        if is_beyond_clause(sketch.items, i, at, head.end, role):
            continue
        if i < at and not attached and after_most(sketch.items, i):
            continue
        part = _is_part_of(sketch.items, i)
        found.append(Candidate(i, iso3, role, rule, cost, place.kind, item.word, attached, part))
    return sorted([_settled(c, found) for c in found], key=lambda c: c.cost)


def _settled(place: Candidate, found: list[Candidate]) -> Candidate:
    """ "fighting in Sudan forced 900 into Chad": people leave the trouble if they go elsewhere."""
    if place.role != "trouble":
        return place
    if any(c.role == "nationality" and c.iso3 != place.iso3 for c in found):
        return place  # "1.3 million Russian entries since the invasion of Ukraine"
    ways = (c for c in found if c.role in ("destination", "location") and c.cost <= _SAME_MOVE)
    elsewhere = any(c.iso3 != place.iso3 for c in ways)
    return place._replace(role="origin" if elsewhere else "location")


def _is_part_of(items: tuple[Item, ...], i: int) -> bool:
    """Whether a place is only a part of its country: "northern Gaza", "Haiti's capital"."""
    if i > 0 and items[i - 1].word in _PARTS:
        return True
    if i + 2 >= len(items) or items[i + 1].word != "'s":
        return False
    behind = items[i + 2 : i + 2 + _PART_REACH]
    return behind[0].kind == "place" or any(item.word in _IN_COUNTRY for item in behind)


def basis_of(items: tuple[Item, ...], c: Candidate) -> Basis:
    """What a candidate rests on: its own name, a nationality, or an expression such as "there"."""
    if c.kind == "anaphor":
        return Basis.CONTEXT
    return (
        Basis.NATIONALITY
        if c.kind == "demonym" or place_of(items[c.at]).kind == "demonym"
        else Basis.STATED
    )


def first(
    found: list[Candidate], roles: Sequence[str], *, without: str | None = None
) -> Candidate | None:
    """The nearest candidate in one of the roles; roles later in the list stand a little back."""
    nearest, least = None, 0
    for c in found:
        if c.role in roles and c.iso3 != without:
            cost = c.cost + 3 * roles.index(c.role)
            if nearest is None or cost < least:
                nearest, least = c, cost
    return nearest


def nationality(found: list[Candidate]) -> Candidate | None:
    """Whose people are counted: the nationality of the phrase itself, else of its clause."""
    own = [c for c in found if c.role == "nationality" and c.attached]
    near = [c for c in found if c.cost <= CLOSE]
    return own[0] if own else first(near, ["nationality", "home"])


def internal(category: Category) -> bool:
    """Whether the category stays inside one country unless the text says otherwise."""
    return category in (Category.DISPLACEMENT, Category.IDP)


def is_dateline(sketch: Sketch, i: int) -> bool:
    """ "GENEVA, Sept 29 - ...": where the report was written, not where people went."""
    if i > 0:
        return False
    surface = sketch.items[i].span.of(sketch.text)
    behind = sketch.text[sketch.items[i].span.end :].lstrip()[:1]
    capital = surface.isupper() and not sketch.text.isupper() and not behind.islower()
    return len(surface) > _SHORT_FORM and capital  # "SAMOA lost 900 workers" is none


def below_country(place: Candidate) -> bool:
    """Whether a place is a city, a region or "the city": who flees it may stay in the country."""
    anaphor = place.kind == "anaphor" and place.word.endswith(_BELOW)
    return anaphor or place.kind in ("city", "region", "adjective")  # "the Chilean port"


def _role(
    sketch: Sketch, roles: Mapping[int, Role], i: int, item: Item, at: int, head: Head
) -> tuple[str, str]:
    if is_dateline(sketch, i):
        return "dateline", "dateline"
    if item.kind == "demonym" and i > 0 and sketch.items[i - 1].word == "ethnic":
        return "ethnic", "ethnic-group"  # ethnic Armenians of Karabakh did not come from Armenia
    if item.kind == "demonym":
        return "nationality", "nationality-of-people"
    own = i == head.nationality and head.unit is not Unit.PERMIT  # not "Turkish permits: 900"
    if item.kind == "adjective" and (at < i < head.end or own):
        return "nationality", "nationality-of-people"
    if place_of(item).kind == "institution":
        acts = i in roles and roles[i].rule in _SENDS  # "expelled by the Trump administration"
        return (roles[i].name, roles[i].rule) if acts else ("speaker", "institution")
    if item.kind == "adjective" and sketch.in_source(item.span):
        return "speaker", "adjective-of-source"
    if item.kind == "adjective" and i not in roles:
        return "adjective", "adjective"
    if (role := roles.get(i)) is not None and role.name != "speaker":
        if sketch.in_source(item.span) and role.reach <= 2:
            return "speaker", "place-in-source"
        below = place_of(item).kind in ("city", "region") or item.word.endswith(_BELOW)
        if role.name == "outside" and below:
            return "location", role.rule  # "the fighting outside Benghazi" is near it
        return role.name, role.rule
    if role is not None or sketch.in_source(item.span):
        return "speaker", role.rule if role else "place-in-source"
    if place_of(item).kind == "anaphor" or item.word in _ELSEWHERE:
        return "location", "there"
    return "bare", "place-named"


def counts_things(items: tuple[Item, ...], k: int) -> bool:
    """ "from four camps in the north": a number of things comes between nobody and a place."""
    noun = noun_behind(items, k, 2)
    things = noun is not None and noun.kind == "other"
    return things or in_families(items, k) or any(map(is_boat, items[k + 1 : k + 2]))


def _is_aside(items: tuple[Item, ...], k: int) -> bool:
    """ "477 families, comprising 3,450 people, crossed": the same people once more."""
    return k > 0 and (items[k - 1].word in _COMPRISING or in_families(items, k))


def _cost(items: tuple[Item, ...], i: int, at: int, head: Head) -> int:
    low, high = (head.end, i) if i > at else (i + 1, at)
    cost = max(0, high - low)
    if cost > _TOO_FAR:
        return cost
    for k in range(low, high):
        kind, _, word, _ = items[k]
        if kind == "count":
            cost += 2 if counts_things(items, k) or _is_aside(items, k) else _PAST_A_COUNT
        elif word in STRONG_BREAKS:
            cost += 10
        elif word == ",":
            cost += 1
    if i < at and items[i].kind == "place" and any(item.kind == "count" for item in items[:i]):
        cost += _OF_EARLIER
    return cost + (2 if i < at else 0)
