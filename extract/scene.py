"""One count in its sentence: the sketch, what its places are, the phrase and verb around it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from extract.clauses import FILLER, of_others
from extract.governing import Governor, term_of
from extract.heads import Head, ranked_people
from extract.lexicon.load import words
from extract.model import Count
from extract.placing import Candidate, candidates, counts_things
from extract.recognizers.terms import Term
from extract.relatives import in_closed_aside, of_those
from extract.roles import Role
from extract.sketch import Item, Sketch

_COMING = ("arrive", "cross", "enter", "reach", "pour")
_BEFORE = (["had"], ["lived"], ["stayed"], ["worked"])
_OF_SOME = ("whose", "whom")
_GOING_ON = (
    *(*_COMING, "return", "leave", "head", "move", "bring", "deport"),
    *("emigrate", "transit", "resettle", "relocate"),
)
_WHERE = ("destination", "location")
TROUBLE = "trouble-"  # how the names of rules for wars and floods begin
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_OBJECT_REACH = 8  # items from a verb to the number that is its object
_NO_VERBS = frozenset(words("clause_words", "subset", "filler"))
_REMAINDER = frozenset(words("sense_words", "remainder"))
_NATIONS = ("demonym", "adjective")
_NEXT_IN_RANK = [phrase.split() for phrase in words("clause_words", "next_in_rank")]
_RANK_OPENERS = frozenset(words("clause_words", "opens_rank_number"))


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence's sketch and items, what its places are, and the countries of "there"."""

    sketch: Sketch
    items: tuple[Item, ...]
    roles: Mapping[int, Role]
    anaphors: Mapping[int, str]


@dataclass(frozen=True)
class Counted:
    """One count of a scene with its phrase and the term that governs it."""

    scene: Scene
    at: int
    phrase: Head
    governor: Governor | None

    @cached_property
    def term(self) -> Term | None:
        """The governing term."""
        return term_of(self.scene.sketch.items, self.governor)

    @property
    def far_before(self) -> bool:
        """Whether the term only stands before the count, as neither its verb nor its object's."""
        return self.governor is not None and self.governor.side == "before"

    @property
    def count(self) -> Count:
        """The count itself."""
        value = self.scene.sketch.items[self.at].value
        assert isinstance(value, Count)
        return value

    @property
    def size(self) -> int:
        """The count, or the lower bound of a range."""
        return self.count.count or self.count.low or self.count.high or 0

    @cached_property
    def near(self) -> list[Candidate]:
        """The places that may belong to the count, nearest first."""
        scene = self.scene
        return candidates(scene.sketch, scene.roles, scene.anaphors, self.at, self.phrase)

    def words_before(self, reach: int) -> list[str]:
        """The words right before the count."""
        return [item.word for item in self.scene.sketch.items[max(0, self.at - reach) : self.at]]

    def words_after(self, reach: int) -> list[str]:
        """The words right after the count."""
        return [item.word for item in self.scene.sketch.items[self.at + 1 : self.at + 1 + reach]]

    def governed_by(self, governor: Governor | None) -> Counted:
        """The same count under another governor."""
        return replace(self, governor=governor)

    def places(self) -> list[Candidate]:
        """The places near the count, without those of a next number with its verb."""
        near = self.near
        if self.term is not None and self.term.cls in _COMING:
            near = [_left_behind(c) for c in near]
        near = [self._left_in_aside(c) for c in near]
        near = [c for c in near if not self._of_next(c) and not self._has_number(c)]
        near = [c for c in near if not self._of_others(c) and not self._gone_there(c)]
        noun = self.phrase.noun
        foreign = noun is not None and noun.word in _FOREIGN
        if of_others(self.scene.sketch.items, self.phrase.end):
            near = [c for c in near if c.at > self.at or c.role != "origin"]
        return [c for c in near if not self._is_other(c, foreign=foreign)]

    def _of_others(self, place: Candidate) -> bool:
        """Whether a relative clause tells of others there, and not of those who are counted.

        "2,500 Haitians, whose families had moved to Chile, reached", "Chad, which borders Niger,".
        """
        items = self.scene.items
        if self.phrase.end <= place.at:
            verb = self.governor.at if self.governor else 0
            within = place.at < verb and place.role in _WHERE
            return within and any(i.word in _OF_SOME for i in items[self.phrase.end : place.at])
        return place.role in ("bare", *_WHERE) and in_closed_aside(items, place.at, self.at)

    def _gone_there(self, place: Candidate) -> bool:
        """ "600,000 moved on to Turkey, and 100,000 remained": where others went."""
        before = place.at < self.at and place.role == "destination"
        stayed = self.term is not None and self.term.cls == "stay"
        return before and stayed and any(k < place.at for k in self.scene.sketch.counts)

    def _left_in_aside(self, place: Candidate) -> Candidate:
        """ "3,000 Syrians who had fled to Lebanon returned": where they were before, and left."""
        items, verb, term = self.scene.items, self.governor, self.term
        if (
            verb is None
            or term is None
            or verb.side != "subject"
            or not self.at < place.at < verb.at
        ):
            return place
        words = [item.word for item in items[self.phrase.end : place.at]]
        part = of_those(items, self.at)
        told = words[:1] == ["who"] and words[1:2] in _BEFORE
        if term.cls not in _GOING_ON or not (told or part):
            return place
        driven = any(i.tag.endswith("|displace") for i in items[self.at : place.at])
        if place.role in _WHERE and "," not in words and not driven:
            return place._replace(role="origin")
        if part and place.role == "origin":  # "900 of those who came from Chad have left Cameroon"
            return place._replace(role="destination" if term.cls == "return" else "bare")
        return place

    def _is_other(self, place: Candidate, *, foreign: bool) -> bool:
        """ "52,000 non-Danish residents", "the remaining 85,000": not of a nation beside."""
        if place.role != "nationality":
            return False
        before = [item.word for item in self.scene.sketch.items[max(0, place.at - 2) : place.at]]
        rest = foreign or not _REMAINDER.isdisjoint(self.words_before(2))
        return before == ["non", "-"] or (rest and not place.attached and place.at < self.at)

    def after_verb(self, places: list[Candidate]) -> list[Candidate]:
        """Those of the places that stand after the governing term, as far as from it."""
        start = self.governor.at if self.governor else self.at
        return [self._from_verb(c, start) for c in places if c.at > start]

    def _from_verb(self, place: Candidate, verb: int) -> Candidate:
        """ "3,000 people, some of them on foot, left for Chad": an aside puts no place further."""
        between = self.scene.sketch.items[verb : place.at]
        if verb <= self.at or any(i.kind == "count" or i.word == "," for i in between):
            return place
        return place._replace(cost=min(place.cost, place.at - verb))

    def until(self) -> int:
        """Where in the sentence a next number begins that has its verb for itself."""
        items, verb = self.scene.sketch.items, self.governor
        for k in self.scene.sketch.counts:
            if verb is None or verb.at < self.at:
                ends = k > self.at and self._is_part(k)
            else:
                ends = k > verb.at and not counts_things(items, k)
            if ends:
                return items[k].span.start
        return sys.maxsize

    def _has_number(self, place: Candidate) -> bool:
        """ "130,000 foreigners, ahead of Thais (24,500)", "of Chad on 9,000": of another number."""
        behind = self.scene.sketch.items[place.at + 1 : place.at + 3]
        counted = len(behind) == 2 and behind[1].kind == "count"
        before = [item.word for item in self.scene.sketch.items[max(0, place.at - 2) : place.at]]
        in_rank = before in _NEXT_IN_RANK and bool(behind) and behind[0].word in _RANK_OPENERS
        counted = counted and (in_rank or behind[0].word == "(")
        ranked = place.kind == "demonym" and (
            self._ranks(place.at) or (bool(behind) and behind[0].kind == "count")
        )  # "Somalis filed 410, Russians 290"
        return (counted or ranked) and place.at > self.at and not place.attached

    def _ranks(self, at: int) -> bool:
        """ "430,000 visas, with Indians the largest group at 98,000": the next number is theirs."""
        following = next((k for k in self.scene.sketch.counts if k > at), None)
        return following is not None and ranked_people(self.scene.sketch.items, following) == at

    def _is_part(self, k: int) -> bool:
        """ "45,000 people, including 20,000 Malians": whether a count is a part's only."""
        items = self.scene.sketch.items
        if items[k - 1].word in ("including", "among", "some"):
            return True
        return [i.word for i in items[k + 1 : k + 3]] in (["of", "them"], ["of", "whom"])

    def _has_own_verb(self, k: int) -> bool:
        """ "displaced 9,000 and pushed 2,700 into Chad": whether a later verb has the number."""
        near = range(k - 1, max(self.at, k - _OBJECT_REACH), -1)
        verb = next((i for i in near if self._is_verb(i)), None)
        return verb is not None and all(i.word in FILLER for i in self.scene.items[verb + 1 : k])

    def _is_verb(self, i: int) -> bool:
        """ "pushed", "forcing": a term, or a participle."""
        item = self.scene.items[i]
        return isinstance(item.value, Term) or (
            item.word.endswith("ing") and item.word not in _NO_VERBS
        )

    def _of_next(self, place: Candidate) -> bool:
        """ "7,000 came in, 11,000 went out to Uzbekistan": the second number's place."""
        if place.at < self.at:
            return False
        items, verb = self.scene.sketch.items, self.governor.at if self.governor else self.at
        start = max(self.at, verb)
        between = [k for k in self.scene.sketch.counts if start < k < place.at]
        behind = next((k for k in between if not counts_things(items, k)), None)
        if behind is None:
            return False
        of_part = place.kind in _NATIONS or place.role == "origin"
        closed = any(item.word == "," for item in items[behind : place.at])
        if of_part and self._is_part(behind) and (place.kind in _NATIONS or not closed):
            return True
        if self.governor is None:
            return False
        if place.role == "destination" and self._has_own_verb(behind):
            return True
        return verb > self.at or any(isinstance(i.value, Term) for i in items[behind : place.at])


def _left_behind(place: Candidate) -> Candidate:
    """ "700 people crossed since fighting broke out in Sudan": where they come from."""
    of_trouble = place.rule.startswith(TROUBLE) and place.role == "location"
    return place._replace(role="origin") if of_trouble else place
