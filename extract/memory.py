"""What an article has said so far: its places, what they were to the movers, and its figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from extract.chapters import Chapters
from extract.heads import place_of
from extract.lexicon.load import forms, table, words
from extract.links import Link
from extract.model import Basis, Place, Sentence, Span
from extract.placing import is_dateline
from extract.portions import after_most
from extract.scene import Scene
from extract.sketch import Item, Sketch

_OFFICES = frozenset(w for row in table("offices") for w in forms(row["words"]))
_SHARES = frozenset(words("sense_words", "share_of"))
_SOME = frozenset(words("clause_words", "some_of"))
_UPROOTED = [w for row in table("people") if row["category"] == "idp" for w in forms(row["noun"])]
# Those that stand in no longer one: "internally displaced" finds "internally displaced people".
_IDPS = [w for w in _UPROOTED if not any(o != w and o in w for o in _UPROOTED)]
_TOGETHER = frozenset(words("sense_words", "together"))
_PART_REACH = 7  # items
_PEOPLE = frozenset({"nationality", "share"})
_AT_THE_HEAD = 1  # index of the last item at which a place still opens its sentence


REACH = 60  # sentences; a longer text is read as if by somebody who forgets

Ordered = TypeVar("Ordered")


def near(
    found: Sequence[Ordered], here: int, where: Callable[[Ordered], tuple[bool, int]]
) -> Sequence[Ordered]:
    """Those of the headline and within reach of a sentence, of what stands in reading order.

    ``where`` says whether one is in the text, and in which sentence.
    """
    if not found or where(found[-1])[1] <= REACH:
        return found  # as most texts are
    body = bisect_left(found, (True, 0), key=where)
    first = bisect_left(found, (True, here - REACH), lo=body, key=where)
    last = bisect_right(found, (True, here + REACH), lo=first, key=where)
    return [*found[:body], *found[first:last]]


class Seen(NamedTuple):
    """A place that the article has named: where, and what it was to the movers there."""

    iso3: str
    role: str
    kind: str
    sentence: int
    span: Span
    surface: str
    in_title: bool

    def known(self, rule: str) -> Known:
        """The same place as an end that the context gives."""
        return Known(self.iso3, Basis.CONTEXT, rule, self.span, self.surface, self.in_title)


def named_as_people(seen: Iterable[Seen]) -> frozenset[str]:
    """The countries of which only the people are named: "54 Egyptians and 12 Chadians"."""
    roles: dict[str, set[str]] = {}
    for one in seen:
        roles.setdefault(one.iso3, set()).add(one.role)
    return frozenset(iso3 for iso3, told in roles.items() if iso3 and told <= _PEOPLE)


class Known(NamedTuple):
    """An end of a move as it stands in the finished figure, with the text it rests on."""

    iso3: str
    basis: Basis
    rule: str
    span: Span
    surface: str
    in_title: bool
    lead: float = 0.0  # of an unsaid end: how much more it weighs than the next country


class Placed(NamedTuple):
    """A link with both ends as far as sentence and context give them."""

    link: Link
    sentence: Sentence
    origin: Known | None
    destination: Known | None
    lost: bool = False  # a balance of people lost: it says nothing of where they went


@dataclass
class Memory:
    """The places and figures of an article in reading order, as far as a reader remembers them.

    ``seen`` and ``placed`` are those of the headline and of the sentences around the one that is
    read, so that the time which a long text takes does not grow with its square.
    """

    seen: Sequence[Seen] = ()
    placed: list[Placed] = field(default_factory=list)
    uprooted: dict[int, bool] = field(default_factory=dict)  # sentences that speak of displaced
    named: list[Seen] = field(default_factory=list)  # every place of the article
    chapters: Chapters = field(default_factory=Chapters)

    def turn_to(self, here: int) -> None:
        """Remember what stands near a sentence, by its index, and forget what is far."""
        self.seen = near(self.named, here, standing)
        if here > REACH:
            kept = (p for p in self.placed if p.sentence.index >= here - REACH)
            self.placed = [*(p for p in self.placed[:1] if p.sentence.in_title), *kept]
        if self.chapters.part(here):
            holds = self.chapters.holds
            self.seen = [s for s in self.seen if holds(here, s.sentence, s.in_title)]
            told = ((p, p.sentence) for p in self.placed)
            self.placed = [p for p, said in told if holds(here, said.index, said.in_title)]

    def note(self, sentence: Sentence, scene: Scene) -> None:
        """Remember the places of a sentence, and whether it speaks of internally displaced."""
        if any(word in sentence.text for word in _IDPS):
            self.uprooted[sentence.index] = sentence.in_title
        opens = sentence.index in self.chapters.starts
        for i in scene.sketch.places:
            item = scene.items[i]
            place = place_of(item)
            if place.kind != "macro" and (iso3 := scene.anaphors.get(i, place.iso3)):
                seen = _seen(sentence, scene, i, item, place, iso3)
                self.named.append(seen._replace(role="subject") if opens else seen)
                opens = False

    def before(self, sentence: int, *roles: str) -> list[str]:
        """The countries named before a sentence, last first; only in the given roles, if any."""
        named = (s for s in reversed(self.seen) if s.sentence < sentence)
        return [s.iso3 for s in named if not roles or s.role in roles]


def standing(seen: Seen) -> tuple[bool, int]:
    """Whether a place is named in the text, and in which sentence: what ``near`` asks."""
    return not seen.in_title, seen.sentence


def _seen(sentence: Sentence, scene: Scene, i: int, item: Item, place: Place, iso3: str) -> Seen:
    span = item.span.shift(sentence.span.start)
    role = _role(scene, i)
    return Seen(iso3, role, place.kind, sentence.index, span, place.surface, sentence.in_title)


def _role(scene: Scene, i: int) -> str:
    item = scene.items[i]
    if is_dateline(scene.sketch, i):
        return "dateline"
    if item.kind in ("demonym", "adjective") and (_of_some(scene, i) or after_most(scene.items, i)):
        return "share"  # "500,000 left, among them many Indians"
    if item.kind == "demonym":
        return "ethnic" if i > 0 and scene.items[i - 1].word == "ethnic" else "nationality"
    if item.kind == "adjective":
        return _adjective_role(scene.sketch, i)
    if place_of(item).kind == "institution":
        return "speaker"
    if i > 1 and scene.items[i - 2].word in _SHARES and scene.items[i - 1].word == "from":
        return "share"  # "over half from Russia": not where all of them come from
    if i in scene.roles:
        role = scene.roles[i].name
        return "share" if role == "nationality" and _of_some(scene, i) else role
    if scene.sketch.in_source(item.span):
        return "speaker"
    return "subject" if i <= _AT_THE_HEAD else "bare"


def _of_some(scene: Scene, i: int) -> bool:
    before = scene.items[max(0, i - _PART_REACH) : i]
    if [item.word for item in before[-2:]] == ["of", "them"]:
        return True  # "several hundred asked for asylum, only dozens of them Russian"
    behind = [item.word for item in scene.items[i + 1 : i + 3]]
    if behind[:1] == ["among"] and behind[1:] in (["them"], ["those"]):
        return True  # "exodus doubles, with Russians among those packing"
    some = next((k for k, item in enumerate(before) if item.word in _SOME), 0)
    counted = any(item.kind == "count" for item in before[some:])  # people of that number
    return some > 0 and before[some - 1].word == "," and not counted


def _adjective_role(sketch: Sketch, i: int) -> str:
    """ "Georgian border guards" speak for Georgia; "Iraqi asylum claims" are made by Iraqis."""
    following = sketch.items[i + 1 : i + 4]
    before = [item.word for item in sketch.items[max(0, i - 2) : i]]
    if before[-1:] == ["with"] and before[0] in _TOGETHER:
        return "adjective"  # "is working with French police": who helps is not who receives
    if sketch.in_source(sketch.items[i].span) or any(f.word in _OFFICES for f in following):
        return "office"
    kinds = [f.kind for f in following]
    listed = len(kinds) > 1 and following[0].word == "and" and kinds[1] == "adjective"
    return "nationality" if kinds[:1] in (["noun"], ["adjective"]) or listed else "adjective"
