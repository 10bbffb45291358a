"""The country behind "the country", "there", "its territory": what the text points back to."""

from __future__ import annotations

from extract.heads import place_of
from extract.lexicon.load import words
from extract.memory import Memory
from extract.model import Sentence
from extract.recognizers.terms import Term
from extract.scene import Scene

_HERE = ("destination", "location", "speaker", "subject", "bare", "office", "edge", "trouble")
# "the country" is not where they come from, nor its neighbour, nor whose citizens they are
_ELSEWHERE = ("origin", "border", "nationality")
_BELOW = words("place_parts", "pointed_to")
_BACK = ("return", "leave", "deport", "carry", "head")
_COMING = ("cross", "enter", "reach")
_NATIONS = ("demonym", "adjective", "place")
_SENT_BACK = ("return", "deport", "send")
_UPROOTED = ("displace", "evacuate", "idp_place")


def anaphors(sentence: Sentence, scene: Scene, memory: Memory) -> dict[int, str]:
    """The country of each such expression of a sentence, by item index; others are left out."""
    found: dict[int, str] = {}
    for i in scene.sketch.places:
        if place_of(scene.items[i]).kind == "anaphor":
            if named := _named_beside(scene, i):
                found[i] = named
                continue
            countries = _candidates(sentence.index, scene, memory, i)
            if countries:
                found[i] = countries[0]
    return found


def _named_beside(scene: Scene, at: int) -> str:
    """ "here in Burundi", "settled here [in Almaty]": the place that is named right behind."""
    behind = [item for item in scene.items[at + 1 : at + 4] if item.kind != "mark"]
    if len(behind) < 2 or behind[0].word != "in" or behind[1].kind != "place":
        return ""
    return place_of(behind[1]).iso3


def _candidates(sentence: int, scene: Scene, memory: Memory, at: int) -> list[str]:
    """The countries that the expression may mean, the likeliest first."""
    word = scene.items[at].word
    people = _named(scene, len(scene.items), ("demonym",))
    if people and ("home" in word or (word.startswith("their ") and _go_back(scene, _BACK))):
        return people
    if word.startswith("their ") and (home := _come_back(scene, at)):
        return [home]
    if word.startswith(("her ", "his ")) and (own := _named(scene, at, ("adjective",))):
        return own
    if word.endswith(_BELOW) and (below := _below_country(sentence, scene, memory, at)):
        return below
    role = scene.roles[at].name if at in scene.roles else "location"
    if role == "destination" and people and _go_back(scene, _SENT_BACK):
        return people  # "the US returned 400 Cubans to the island"
    acts = at in scene.roles and scene.roles[at].rule == "place-sends-back"
    if role == "origin" and not acts:
        came_from = memory.before(sentence, "origin", "nationality", "location")
        return _named(scene, at, ("demonym", "place")) + came_from + memory.before(sentence)
    if any(isinstance(i.value, Term) and i.value.cls in _UPROOTED for i in scene.items):
        nearest = [
            s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.role != "speaker"
        ]
        named = {
            s.iso3 for s in memory.seen if s.sentence == sentence - 1 and s.role == "nationality"
        }
        return people[::-1] + (list(named) if len(named) == 1 else []) + nearest
    here = [
        iso3
        for i, iso3 in _places(scene, at)
        if (i not in scene.roles or scene.roles[i].name not in _ELSEWHERE)
        and not _describes_counted(scene, i)
    ]
    others = [
        s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.role != "nationality"
    ]
    return [iso3 for iso3 in here + memory.before(sentence, *_HERE) + others if iso3 not in people]


def _describes_counted(scene: Scene, i: int) -> bool:
    """ "320 Sudanese soldiers fled into their country": it is not that of those who came."""
    return scene.items[i].kind == "adjective" and i > 0 and scene.items[i - 1].kind == "count"


def _go_back(scene: Scene, classes: tuple[str, ...]) -> bool:
    """Whether people go to "their country" as their own: nobody flees into it."""
    terms = [i.value for i in scene.items if isinstance(i.value, Term)]
    return any(t.cls in classes for t in terms) and all(t.cls != "flee" for t in terms)


def _come_back(scene: Scene, at: int) -> str:
    """ "2,400 Afghans crossed into their country": theirs, where none else is named before them.

    "Chad says 900 Sudanese crossed into their country" speaks of the country of those who say so.
    """
    nation = next((i for i in scene.items[:at] if i.kind in _NATIONS), None)
    named = nation is not None and nation.kind != "place"
    comes = named and _go_back(scene, _COMING)
    return place_of(nation).iso3 if comes and nation is not None else ""


def _below_country(sentence: int, scene: Scene, memory: Memory, at: int) -> list[str]:
    """ "the region", "the city": the last place of that size."""
    before = [
        s.iso3
        for s in reversed(memory.seen)
        if s.sentence < sentence and s.kind in ("region", "city")
    ]
    items = scene.items[:at]
    here = [
        place_of(i).iso3
        for i in items
        if i.kind == "place" and place_of(i).kind in ("region", "city")
    ]
    return here[::-1] + before


def _named(scene: Scene, end: int, kinds: tuple[str, ...]) -> list[str]:
    """The countries of the items before an index, last first."""
    return [
        place_of(i).iso3
        for i in reversed(scene.items[:end])
        if i.kind in kinds and place_of(i).iso3
    ]


def _places(scene: Scene, end: int) -> list[tuple[int, str]]:
    """The places and adjectives before an index with their item index, last first."""
    found = [
        (i, item) for i, item in enumerate(scene.items[:end]) if item.kind in ("place", "adjective")
    ]
    return [(i, place_of(item).iso3) for i, item in reversed(found) if place_of(item).iso3]
