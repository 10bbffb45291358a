"""Numbers that lean on the number before or after them: parts, lists, and numbers that go on."""

from __future__ import annotations

from collections.abc import Sequence

from extract.beside import of_citizens, place_beside, ranked
from extract.ends import as_found
from extract.heads import head
from extract.lexicon.load import words
from extract.links import Link, Refused
from extract.living import are_in_place, is_community
from extract.model import Category, Unit
from extract.placing import first, nationality
from extract.scene import Counted, Scene
from extract.shares import share_of
from extract.totals import adds_up, brought_to

_OF_A_KIND = frozenset(
    {"tourists", "military", "casualties", "votes", "vehicles", "accounts", "citizenship"}
    | {"in_need", "population", "houses", "other_people"}
)
_LIST_JOINS = frozenset({",", ":", *words("clause_words", "list")})
_SHARING = frozenset({",", *words("clause_words", "shared_noun")})
_PART = frozenset(words("clause_words", "part"))
_WITHIN = frozenset(words("sense_words", "within"))
_OTHER_WAY = words("clause_words", "other_way")
_OTHER_WAY_REACH = 7
_OF_THEM = [["of", word] for word in ("them", "those", "these", "whom", "which")]
_ARRIVED = frozenset(words("sense_words", "arrivals"))
_AGAIN = frozenset({"(", "-", "–", "—", ",", *words("clause_words", "again")})
_OUT_OF_FAMILIES = (["of"], ["from"], ["in"])  # "186 people from 42 families"
_COPULAS = frozenset(words("sense_words", "copula"))
_PRESENT = frozenset(words("sense_words", "present_copula"))
_OPENING_PARTS = words("clause_words", "opening_parts")
_PART_WITH_VERB = frozenset(words("clause_words", "part_with_verb"))
_COMPARED = frozenset(words("clause_words", "compared"))
_MULTIPLES = frozenset(words("clause_words", "multiple"))
_LIST_REACH, _COMPARING_REACH = 14, 30
_GOES_ON_FROM = (
    12  # smaller numbers in a sentence of their own are hardly ever a figure gone on with
)
_SMALLEST_ALONG = 100  # below are rather ages, shares and things
_SERIES = 40  # times: numbers of one series are of one order of magnitude
_LONGEST_GOING_ON = 40  # items in the sentence


def leaning(counted: Counted, earlier: Link | None) -> str:
    """Whether a count is a part of the one before or the next of its list; empty when neither."""
    if earlier is None:
        return ""
    governor, phrase = counted.governor, counted.phrase
    if adds_up(counted):
        return "total"
    if is_community(counted):
        return ""
    if ranked(counted) is not None or _has_next_share(counted, earlier):
        return "list"
    if among_them(counted) or are_in_place(counted):
        return ""
    if told_again(counted, earlier):
        return "list"
    if governor is not None and (governor.side != "before" or _has_own_balance(counted, earlier)):
        return ""
    if not _PART.isdisjoint(counted.words_before(3)) or counted.words_after(2) in _OF_THEM:
        return "part-of"
    if brought_to(counted):
        return ""
    gap = counted.scene.items[earlier.head.end : counted.at]
    compared = not _COMPARED.isdisjoint(counted.words_before(2)) or _multiplied(counted)
    plain = phrase.kind in ("people", "bare") or compared
    if plain and any(i.word in _LIST_JOINS for i in gap):
        apart = any(i.word == ";" for i in gap) and not _bracketed(counted)
        plain_people = phrase.kind == "people" and phrase.category is None
        if apart and (plain_people or governor is not None):
            return ""  # "109,000 asylum requests; 41,000 people vanished"
        unlike = phrase.category not in (None, earlier.category) and _names_move(counted)
        same = compared or phrase.category in (None, earlier.head.category)
        reach = _COMPARING_REACH if compared else _LIST_REACH
        return "list" if same and not unlike and len(gap) <= reach else ""
    return ""


def _names_move(counted: Counted) -> bool:
    """ "1,200 left, against 900 arrivals", "700 asylum claims": a noun that says what was done."""
    noun = counted.phrase.noun
    return noun is not None and (noun.kind == "event" or noun.word in _ARRIVED)


def _has_own_balance(counted: Counted, earlier: Link) -> bool:
    """ "158,000 left and 134,000 came, leaving net migration at minus 24,000"."""
    term, verb = counted.term, counted.governor
    net = term is not None and term.cls == "net"
    return net and verb is not None and verb.at >= earlier.head.end


def _has_next_share(counted: Counted, earlier: Link) -> bool:
    """ "Mali accounted for 900 of the arrivals, ahead of Guinea with 400": one more of its kind."""
    bare = counted.phrase.end == counted.at + 1
    return bare and earlier.share is not None and place_beside(counted) is not None


def _bracketed(counted: Counted) -> bool:
    """ "Germany (1.2 million people; 29 %), Poland (957,205 people; 23 %)": each with its own."""
    return counted.words_before(1) == ["("] and place_beside(counted) is not None


def _multiplied(counted: Counted) -> bool:
    """ "222,274 entries, six times the 36,407 of September 2021": a number of the same kind."""
    before = counted.words_before(2)
    return len(before) == 2 and before[0] in _MULTIPLES and before[1] == "the"


def told_again(counted: Counted, earlier: Link) -> bool:
    """ "38 families (136 people)", "310 families - 1,318 people": the same ones in another unit."""
    gap = [item.word for item in counted.scene.items[earlier.head.end : counted.at]]
    beside = 0 < len(gap) <= 3 and all(word in _AGAIN for word in gap)
    of_families = counted.phrase.unit is Unit.HOUSEHOLD and gap in _OUT_OF_FAMILIES
    plain = counted.phrase.kind == "people" and earlier.head.kind in ("people", "bare")
    return (beside or of_families) and plain and counted.phrase.unit != earlier.head.unit


def goes_the_other_way(counted: Counted) -> bool:
    """ "21,900 travelled in the opposite direction": the way of the number before, reversed."""
    end = counted.phrase.end
    behind = " ".join(item.word for item in counted.scene.items[end : end + _OTHER_WAY_REACH])
    return any(way in behind for way in _OTHER_WAY)


def among_them(counted: Counted) -> bool:
    """ "110,000 of them are in Armenia": a part of those before, by where they are now."""
    behind = counted.words_after(4)
    of_them = behind[:2] in (["of", "them"], ["of", "whom"])
    of_them = of_them and behind[3:] != ["from"]  # "2,300 of whom are from Ghana"
    return of_them and len(behind) == 4 and behind[2] in _COPULAS | _WITHIN


def opens_part(counted: Counted) -> bool:
    """ "35,700, including 16,000 who were brought in secret": a part, whatever its verb says."""
    return counted.words_before(1) == ["including"]


def opens_parts(counted: Counted) -> bool:
    """ "That includes 2,692 Nigerians": a sentence that only parts the figure before it."""
    first = " ".join(item.word for item in counted.scene.items[:2])
    return first.startswith(_OPENING_PARTS) and counted.governor is None


def parts_of_whole(counted: Counted, earlier: Link) -> bool:
    """ "Of these, 7,000 were returning Danes, 12,000 were Poles": of the whole, and no returns."""
    back = earlier.category is Category.RETURN and counted.phrase.category is not Category.RETURN
    own = not _PRESENT.isdisjoint(counted.words_after(1))
    first = " ".join(item.word for item in counted.scene.items[:2])
    return back and own and first.startswith(_OPENING_PARTS)


def is_part(counted: Counted) -> bool:
    """ "of whom about 800,000 are registered", ", with 46,000 in camps": a part of its own."""
    if counted.phrase.kind == "bare" and counted.words_before(2) == [",", "with"]:
        return True
    if counted.words_after(2) in (["of", "which"], ["of", "whom"]) or among_them(counted):
        return True
    return not _PART_WITH_VERB.isdisjoint(counted.words_before(2))


def may_go_on(counted: Counted) -> bool:
    """Whether a bare number may go on with the figure before: "A week earlier it was 9,642." """
    count, items = counted.count, counted.scene.items
    size = count.count if count.count is not None else count.low
    if size is None or size <= _GOES_ON_FROM or len(items) > _LONGEST_GOING_ON:
        return False
    return {"'s", "$"}.isdisjoint(counted.words_before(1))


def goes_along(counted: Counted, earlier: Link) -> bool:
    """ "882 came on Tuesday, more than the previous high of 514": one more number of a kind."""
    large = counted.size >= _SMALLEST_ALONG and earlier.size <= _SERIES * counted.size
    told_of = not _PART_WITH_VERB.isdisjoint(counted.words_before(3))  # "of whom 34,000 took beds"
    return counted.phrase.kind == "bare" and large and not told_of


def going_on(counted: Counted) -> Link:
    """A bare number that goes on with the figure before, with the places of its own sentence."""
    sketch, near, share = counted.scene.sketch, counted.near, share_of(counted, None)
    near = [c for c in near if share is None or c.at != share.at]
    origin = as_found(sketch, nationality(near) or first(near, ["origin"]))
    here = ("bare", "location", "destination")
    subject = next((c for c in near if c.at <= 1 and c.role in here and c.kind == "country"), None)
    if subject is None and not any(i.kind == "term" for i in sketch.items[: counted.at]):
        before = [c for c in near if c.at < counted.at]
        subject = first(before, ["location"])  # "across the border in Chad there are 40,000"
    beside = place_beside(counted)
    destination = beside or as_found(sketch, first(near, ["destination"]) or subject)
    if beside is not None and of_citizens(counted, beside):
        origin, destination = beside, None
    if share is not None and beside is not None and beside.at == share.at:
        destination = None
    rule = "total" if adds_up(counted) else "goes-on"
    return Link(
        counted.at, counted.phrase, None, Category.ARRIVAL, counted.phrase.unit,
        origin, destination, rule, counted.size, inherits=True, share=share,
    )  # fmt: skip


def comparable(link: Link, before: Link) -> bool:
    """Whether two counts are of one order: a series goes on in its size, a total is no smaller."""
    if link.head.kind == "people":
        return True  # it says itself what it counts
    if link.rule == "total":
        return link.size >= before.size
    now, then = sorted((link.size, before.size))
    return bool(now) and then <= _SERIES * now


def same_refusal(joined: Sequence[Link | Refused], found: Link | Refused) -> Link | Refused:
    """ "5.4 million passengers, double the 2.6 million of 2022": both are of a kind."""
    last = joined[-1] if joined else None
    if not isinstance(last, Refused) or last.reason not in _OF_A_KIND or isinstance(found, Refused):
        return found
    own_place = found.destination is not None and found.destination.rule == "place-beside"
    if last.reason == "houses" and own_place:
        return found  # "with 5,100 people at 30 relief centres, followed by Tumpat (3,200)"
    if found.rule == "list" and any(isinstance(link, Link) for link in joined):
        return found  # "7,300 reached the two islands, up from under 5,000"
    verb = found.governor
    own_verb = verb is not None and verb.side != "before"
    told_of = verb is not None and verb.at == found.at + 2  # "the 5 million who came before"
    own_verb = own_verb and not (told_of and last.reason == "tourists")
    return found if own_verb or found.head.kind != "bare" else Refused(found.at, last.reason)


def sharing(scene: Scene, now: Refused, later: Link) -> Counted | None:
    """ "43,152 Russian and 19,898 Belarusian entrants": a number that shares a noun."""
    if now.reason not in ("no_migration_term", "not_people"):
        return None
    phrase = head(scene.items, now.at)
    gap = {item.word for item in scene.items[phrase.end : later.at]}
    near = later.at - phrase.end <= 3
    joins = gap & _SHARING
    if phrase.noun is not None and len(joins) < len(gap):
        return None  # "left 4 million people hungry and forced 38,000 to move"
    return (
        Counted(scene, now.at, phrase, None)
        if phrase.kind in ("bare", "people") and near and joins
        else None
    )
