"""Numbers that are balances by what stands beside them: "if departures are taken off"."""

from __future__ import annotations

from extract.clauses import BREAKS
from extract.lexicon.load import words
from extract.model import Category
from extract.placing import first
from extract.recognizers.terms import Term
from extract.scene import Counted
from extract.sketch import Item

_NET = frozenset(words("sense_words", "net"))
_SUBTRACTING = frozenset(words("sense_words", "subtracting"))
_DEDUCTED = frozenset(words("sense_words", "deducted"))
_DIFFERENCE = frozenset(words("sense_words", "difference"))
_MORE_OR_FEWER = frozenset(words("sense_words", "more_or_fewer"))
_LEFT_OVER = frozenset(words("sense_words", "left_over"))
_OUTDONE = frozenset(words("sense_words", "outdone"))
_HAZARDS = frozenset(words("hazards", "hazard"))
_WITHIN = frozenset(words("sense_words", "within"))
_BALANCES = frozenset(words("sense_words", "balance_noun"))
_POORER = words("sense_words", "balance_behind")
_NEAR_SO = 7  # items from "so that" to the number
_NEVER = frozenset(words("sense_words", "never"))
_COMING, _GOING = (tuple(words("sense_words", kind)) for kind in ("comes_in", "goes_out"))
_MOVES = _COMING + _GOING
_MAKING = frozenset(words("sense_words", "making"))
_MOVERS = frozenset(
    {Category.ARRIVAL, Category.DEPARTURE, Category.RESIDENT, Category.RETURN, Category.TRANSIT}
)
_CUES = frozenset(
    {"net", "return", *_SUBTRACTING, *_DIFFERENCE, *_MORE_OR_FEWER, *_LEFT_OVER, *_OUTDONE}
)
_NEAR, _REACH, _FAR = 4, 10, 18  # items


def balanced(sense: Category | None, counted: Counted) -> Category | None:
    """The sense, or a balance where the words beside say that those who went back are taken off."""
    if sense not in _MOVERS or _CUES.isdisjoint(counted.scene.sketch.words):
        return sense
    if _is_net(counted) or _is_difference(counted) or _is_deducted(counted):
        return Category.NET_MIGRATION
    if _is_left_over(counted):
        return Category.NET_MIGRATION
    return _still_away(counted) if sense is Category.RETURN and _is_away(counted) else sense


def _still_away(counted: Counted) -> Category:
    """What those are who have not come back: gone, or driven from their homes."""
    if not _LEFT_OVER.isdisjoint(_words(counted, counted.at - _FAR)):
        return Category.NET_MIGRATION
    displaced = any(_is_of(item, "displace") for item in counted.scene.items)
    hazard = not _HAZARDS.isdisjoint(counted.scene.sketch.words)
    return Category.DISPLACEMENT if displaced or hazard else Category.DEPARTURE


def balance_of_both(counted: Counted, earlier: Category) -> Category:
    """ "26,000 departures and 15,000 returns, a loss of 11,000": no more of those before."""
    end, before = counted.phrase.end, counted.words_before(2)
    behind = " ".join(item.word for item in counted.scene.items[end : end + 2])
    if earlier in _MOVERS and behind.startswith(_POORER) and "so" in counted.words_before(_NEAR_SO):
        return Category.NET_MIGRATION  # "so that the country was 6,200 people the poorer"
    owed = before[:1] == ["balance of"]  # "a balance of minus 6,600"
    summed = owed or (before[1:] == ["of"] and before[0] in _BALANCES and earlier in _MOVERS)
    return Category.NET_MIGRATION if summed else earlier


def not_back(items: tuple[Item, ...], at: int, end: int) -> bool:
    """Whether those whom the number at a place counts have "gone and not come back"."""
    behind = items[end : end + _REACH]
    until = next((k for k, item in enumerate(behind) if item.kind == "count"), len(behind))
    after = range(max(at, end), end + until)
    return any(_is_of(items[k], "return") and _denied(items, k) for k in after)


def _is_away(counted: Counted) -> bool:
    """ "11,500 have not come back": the verb of coming back is denied."""
    term, verb = counted.term, counted.governor
    if term is None or verb is None or term.cls != "return":
        return False
    return _denied(counted.scene.items, verb.at)


def _denied(items: tuple[Item, ...], verb: int) -> bool:
    return any(item.word in _NEVER for item in items[max(0, verb - _NEAR) : verb])


def _is_left_over(counted: Counted) -> bool:
    """ "That leaves 7,825 who went and have not come back"."""
    term = counted.term
    left = term is not None and term.form in _LEFT_OVER
    return left and not_back(counted.scene.items, counted.at, counted.phrase.end)


def _is_of(item: Item, cls: str) -> bool:
    return isinstance(item.value, Term) and item.value.cls == cls


def _is_net(counted: Counted) -> bool:
    """ "A net 911 stayed on", "150 more than the number who came"."""
    if not _NET.isdisjoint(counted.words_before(2)):
        return True
    if counted.words_before(1) == ["by"] and _outdone(_words(counted, 0)):
        return True
    end = counted.phrase.end
    behind = [item.word for item in counted.scene.items[end : end + _REACH]]
    compared = behind[1:2] == ["than"] and behind[0] in _MORE_OR_FEWER
    return compared and any(word.startswith(_MOVES) for word in behind[2:])


def _outdone(said: frozenset[str]) -> bool:
    """ "Emigrants exceeded immigrants by 1,500"; not "arrivals exceeded those of May"."""
    both = all(any(word.startswith(moves) for word in said) for moves in (_COMING, _GOING))
    return both and not _OUTDONE.isdisjoint(said)


def _is_difference(counted: Counted) -> bool:
    """ "The difference, 12,638 people, had come and not gone"; nothing "made the difference"."""
    said = [item.word for item in _before(counted, counted.at - _FAR)]
    at = next((k for k, word in enumerate(said) if word in _DIFFERENCE), None)
    return at is not None and _MAKING.isdisjoint(said[max(0, at - 2) : at])


def _is_deducted(counted: Counted) -> bool:
    """ "42,000 remained once exits were deducted", "Subtracting returns, 11,500 are away"."""
    if not _SUBTRACTING.isdisjoint(_words(counted, counted.at - _FAR)):
        return True
    for item in counted.scene.items[counted.phrase.end : counted.phrase.end + _FAR]:
        if item.kind == "count" or item.word in BREAKS:
            return False
        if _deducts(item):
            return True
    return False


def _deducts(item: Item) -> bool:
    form = item.value.form if isinstance(item.value, Term) else ""
    return _is_of(item, "net") and not _DEDUCTED.isdisjoint(form.split())


def _words(counted: Counted, start: int) -> frozenset[str]:
    return frozenset(item.word for item in _before(counted, start))


def _before(counted: Counted, start: int) -> tuple[Item, ...]:
    """What stands before the count, no further back than the last number."""
    items = counted.scene.items
    numbers = (k + 1 for k in range(counted.at - 1, -1, -1) if items[k].kind == "count")
    return items[max(0, start, next(numbers, 0)) : counted.at]


def remain_within(counted: Counted) -> bool:
    near = counted.near
    within = first([c for c in near if c.at > counted.at and c.cost <= 3], ["location"])
    return counted.words_before(2)[:1] == ["which"] and within is not None


def still_there(counted: Counted) -> bool:
    """ "30,100 went away, leaving 666,200 in the country": how many live there now."""
    end, items = counted.phrase.end, counted.scene.items
    behind = items[end : end + 2]
    within = len(behind) == 2 and behind[0].word in _WITHIN and behind[1].kind == "place"
    return within and counted.words_before(1) == ["leaving"]
