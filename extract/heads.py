"""The noun phrase that a number opens: what is counted, of which nationality, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from extract.lexicon.load import forms, table, words
from extract.model import Category, Count, Place, Unit
from extract.recognizers.terms import Noun, Term
from extract.sketch import Item

_FUNCTION = {w: row["kind"] for row in table("function_words") for w in forms(row["words"])}
_STOPS = frozenset(
    w
    for w, kind in _FUNCTION.items()
    if kind in ("preposition", "auxiliary", "conjunction", "pronoun", "saying", "verb")
)
_DETERMINERS = frozenset(words("function_words", "determiner"))
_PASSED = frozenset(
    w for w, kind in _FUNCTION.items() if kind in ("determiner", "modifier", "ground")
) | {"of", "more", "other", "others", "and"}
CITIZENS = frozenset(words("sense_words", "citizen"))
_RANK_WORDS = frozenset({",", *words("clause_words", "ranking", "between_ranks", "ranked_people")})
_RANK_OPENERS = frozenset(words("clause_words", "opens_rank_number"))
_LIVES_LOST = frozenset(words("sense_words", "lives_lost"))
_RANK_REACH = 14
_JOINS = (",", "and", "or")
_LONGEST = (
    7  # items between a number and its noun: "3.7 million of the estimated new Ukrainian refugees"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a count counts. ``end`` is the index of the first item after the phrase.

    ``kind``: people, event, other (with ``reason``), bare (no noun at all) or unknown.
    """

    kind: str
    end: int
    noun: Noun | None = None
    nationality: int | None = None
    reason: str = ""
    participle: int | None = None  # the term that describes the noun: "144,044 evacuated people"

    @property
    def unit(self) -> Unit:
        """The unit of the noun; people when there is none."""
        return self.noun.unit if self.noun and self.noun.unit else Unit.PERSON

    @property
    def category(self) -> Category | None:
        """What the noun alone says, e.g. refugees."""
        return self.noun.category if self.noun else None


def head(items: tuple[Item, ...], at: int) -> Head:
    """The head of the phrase that the count at an index opens."""
    nationality: int | None = None
    participle: int | None = None
    unknown = ""
    j = at + 1
    if j + 1 < len(items) and items[j].word == "-" and items[j].span.start == items[at].span.end:
        j += 1  # "a 235,000-person boost"
    while j < len(items) and j - at <= _LONGEST:
        item = items[j]
        if item.kind in ("demonym", "adjective") or (j == at + 1 and _names_people(item)):
            nationality = j if nationality is None else nationality
        elif isinstance(item.value, Noun) and item.value.reason == "duration" and j > at + 1:
            unknown = "" if items[at + 1].word == "of" else unknown  # "the 29,400 of the past week"
            break  # "10,000 a day", "40,000 last year": the time is not what is counted
        elif isinstance(item.value, Noun) and not _only_describes(items, j):
            return _noun_phrase(items, j, nationality, participle)
        elif j == at + 1 and is_boat(item):
            return Head("other", j + 1, None, None, "vehicles")  # "in 15 small boats"
        elif item.word in _LIVES_LOST and (at == 0 or items[at - 1].word != "of"):
            return Head("other", j + 1, None, None, "casualties")  # "cost 100 Afghan lives"
        elif item.kind == "count" and _is_whole(items, at, j):
            return head(items, j)  # "300 of the 1,000 Syrians": people of the same kind
        elif item.kind == "place" and j > at + 1 and _in_houses(items, j + 1):
            return Head("other", j + 2, None, None, "houses")  # "25 south Lebanon villages"
        elif _ends_phrase(items, j, nationality, unknown) or _is_apposed(items, j, nationality):
            break
        elif isinstance(item.value, Term):
            participle = j
        elif item.word not in _PASSED and item.kind == "word":
            unknown = item.word
        j += 1
    if j == at + 1 and at > 1 and items[at - 1].word in ("(", "at", "with"):
        named = at - 3 if items[at - 2].word == "," and at > 2 else at - 2
        if items[named].kind == "demonym":
            return Head("people", j, None, named)  # "Afghans (4,100)", "Afghans with 4,100"
    if j == at + 1 and (ranked := ranked_people(items, at)) is not None:
        return Head("people", j, None, ranked)
    if nationality is not None and items[nationality].kind == "demonym":
        end = _past_peoples(items, nationality)
        return Head("people", end, None, nationality, participle=participle)
    if nationality is not None and nationality == j - 1:
        return Head(
            "people", j, None, nationality
        )  # "43,152 Russian and 19,898 Belarusian entrants"
    if unknown and _may_be_noun(unknown):
        return Head("unknown", j, None, None, unknown)
    return Head("bare", at + 1)


def plain_citizens(phrase: Head) -> bool:
    """ "Uzbekistan says 1.1 million citizens work in Russia": citizens of whom it speaks of."""
    return phrase.noun is not None and phrase.noun.word in CITIZENS and phrase.nationality is None


def ranked_people(items: tuple[Item, ...], at: int) -> int | None:
    """ "Poles are the biggest group, with 108,000": the people that a rank with a number has."""
    if at < 2 or items[at - 1].word not in _RANK_OPENERS:
        return None
    for k in range(at - 2, max(-1, at - _RANK_REACH), -1):
        if items[k].kind == "demonym":
            return k
        if items[k].word not in _RANK_WORDS and items[k].kind != "place":
            return None  # "Poles are the largest group in Norway at 108,000" goes on
    return None


def is_boat(item: Item) -> bool:
    """ "in 15 boats": what people travel in, which their number does not count."""
    return isinstance(item.value, Term) and item.value.cls == "boat"


def _names_people(item: Item) -> bool:
    """ "900 Hong Kong residents", but not "two U.N. agencies"."""
    return item.kind == "place" and place_of(item).kind != "institution"


def _is_apposed(items: tuple[Item, ...], j: int, nationality: int | None) -> bool:
    """ "400,000 Brazilians the largest group", "100,000 Russians rent homes": they are named."""
    if nationality is None or items[nationality].kind != "demonym" or j != nationality + 1:
        return False
    plain = items[j].kind == "word" and items[j].value is None
    plural = items[nationality].word.endswith("s")
    return items[j].word in _DETERMINERS or (plural and plain and items[j].word not in _PASSED)


def _is_whole(items: tuple[Item, ...], at: int, j: int) -> bool:
    between = [item.word for item in items[at + 1 : j]]
    return between[:1] == ["of"] and all(word in _PASSED for word in between[1:])


def _past_peoples(items: tuple[Item, ...], nationality: int) -> int:
    """The index behind "300 Nigerians, Malians and Gambians": peoples with one number."""
    j = nationality + 1
    while j + 1 < len(items) and items[j].word in _JOINS and items[j + 1].kind == "demonym":
        j += 2
    return j if j > nationality + 1 and items[j - 2].word in ("and", "or") else nationality + 1


def _in_houses(items: tuple[Item, ...], j: int) -> bool:
    value = items[j].value if j < len(items) else None
    return isinstance(value, Noun) and value.reason == "houses"


def _only_describes(items: tuple[Item, ...], j: int) -> bool:
    """ "individual Ukrainian refugees": a noun before a nationality and its noun."""
    following = items[j + 1].kind if j + 1 < len(items) else ""
    return (
        following in ("demonym", "adjective")
        and j + 2 < len(items)
        and isinstance(items[j + 2].value, Noun)
    )


def _may_be_noun(word: str) -> bool:
    return word.endswith(
        ("s", "i", "people", "men", "women", "folk", "staff", "personnel", "livestock", "poultry")
    )


def _ends_phrase(items: tuple[Item, ...], j: int, nationality: int | None, unknown: str) -> bool:
    item = items[j]
    if item.kind == "count" or _names_people(item):
        return True
    if item.word == "." and "." in items[j - 1].word:
        return False  # "two U.N. agencies"
    if item.kind == "mark":
        return item.word not in ("-", '"', "“", "”", "'", "‘", "’", "/")
    if isinstance(item.value, Term):
        return not _modifies(items, j)
    if item.word == "and":
        if nationality is not None:
            return not (j + 1 < len(items) and items[j + 1].kind in ("demonym", "adjective"))
        return not (
            unknown and any(isinstance(i.value, Noun) for i in items[j + 2 : j + 3])
        )  # "health and care visas"
    if item.word == "of":
        return bool(unknown) or nationality is not None
    return item.word in _STOPS or (
        item.kind == "word"
        and item.word.endswith(("ly", "ed", "ing"))
        and not _before_noun(items, j)
    )


def _modifies(items: tuple[Item, ...], j: int) -> bool:
    """ "displaced people", "registered refugees": a participle before its noun."""
    return items[j].word.endswith(("ed", "ing", "t", "n")) and _before_noun(items, j)


def _before_noun(items: tuple[Item, ...], j: int) -> bool:
    following = items[j + 1] if j + 1 < len(items) else None
    if following is not None and following.kind == "demonym":
        return True  # "310,000 displaced Palestinians"
    if following is not None and following.kind == "adjective":
        following = items[j + 2] if j + 2 < len(items) else None
    return following is not None and isinstance(following.value, Noun)


def _noun_phrase(
    items: tuple[Item, ...], j: int, nationality: int | None, participle: int | None
) -> Head:
    """The last of the nouns that stand together: "refugee families", "family members"."""
    nouns: list[Noun] = []
    while j < len(items) and isinstance(value := items[j].value, Noun):
        nouns.append(value)
        j += 1
    last = nouns[-1]
    if last.kind == "other":
        return Head("other", j, last, nationality, last.reason)
    category = next((n.category for n in [last, *reversed(nouns)] if n.category), None)
    noun = Noun(last.span, last.word, last.kind, last.unit, category)
    return Head(last.kind, j, noun, nationality, participle=participle)


def value_of(item: Item) -> Count:
    """The count of an item that is known to be one."""
    assert isinstance(item.value, Count)
    return item.value


def place_of(item: Item) -> Place:
    """The place of an item that is known to be one."""
    assert isinstance(item.value, Place)
    return item.value
