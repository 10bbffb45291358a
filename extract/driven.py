"""Who was driven out or sent: from danger, out of camps and homes, or by another country."""

from __future__ import annotations

from extract.lexicon.load import forms, table, words
from extract.model import Category
from extract.recognizers.terms import Term
from extract.scene import Counted
from extract.sketch import Item

_HAZARDS = frozenset(words("hazards", "hazard"))
_ANY_HAZARD = frozenset(w for row in table("hazards") for w in forms(row["words"]))
_TURNED_BACK = frozenset(words("sense_words", "turning_back"))
_HAS = frozenset(words("sense_words", "has"))
_PASSIVE = frozenset(words("sense_words", "copula"))
_ON_THE_WAY = (Category.ARRIVAL, Category.TRANSIT)
_CAMPS = frozenset(words("sense_words", "relief_camp"))
_RELIEF = frozenset(words("sense_words", "relief"))
_UNABLE = frozenset(words("sense_words", "unable"))
_WHO_WERE = frozenset(words("sense_words", "who_were"))
_PUTTING = frozenset(words("sense_words", "putting_out"))
_OVER = frozenset(words("sense_words", "over_border"))
_BORDERS = words("sense_words", "border")
_BORDER_REACH = 5  # items: "back over the Belarusian border"
_ITS = frozenset({"its", "the", "their"})
_ENDS = ("origin", "trouble", "destination", "location")
_ITS_COUNTRY = frozenset(words("sense_words", "abroad"))


def relieved(counted: Counted) -> bool:
    """ "4,778 people remain in relief camps": a flood or a war has driven them from home."""
    words_of = counted.scene.sketch.words
    camped = bool(_CAMPS & words_of) and bool(_HAZARDS & words_of)
    return camped or bool(_RELIEF & words_of)


def of_the_displaced(counted: Counted) -> bool:
    """ "a home to 26,000 of those displaced by the fighting": where they found shelter."""
    behind = counted.scene.items[counted.at + 1 : counted.at + 4]
    told = len(behind) == 3 and behind[0].word == "of" and _displaces(behind[-1])
    return told or _stay_displaced(counted)


def _stay_displaced(counted: Counted) -> bool:
    """ "900 families displaced by the war are registered", "900 displaced people live here".

    Where only one country is named: who lives in another is no longer displaced inside their own.
    """
    term, phrase, items = counted.term, counted.phrase, counted.scene.items
    if phrase.kind != "people" or phrase.nationality is not None:
        return False
    uprooted = phrase.category is Category.DISPLACEMENT and term is not None and term.cls == "stay"
    if phrase.category is None:
        uprooted = any(map(_displaces, items[phrase.end : phrase.end + 1]))
    return uprooted and len({c.iso3 for c in counted.near if c.role in _ENDS}) < 2


def _displaces(item: Item) -> bool:
    return isinstance(item.value, Term) and item.value.cls == "displace"


def kept_away(counted: Counted) -> bool:
    """ "42,000 families still cannot go home": they are displaced and have not returned."""
    verb = counted.governor
    if verb is None or verb.side != "subject" or counted.phrase.kind == "bare":
        return False
    between = counted.scene.items[counted.phrase.end : verb.at]
    return any(item.word in _UNABLE for item in between)


def out_of_danger(counted: Counted) -> bool:
    """ "Moved 3,715 families out", "out of low-lying villages"; not "out of the country"."""
    end, items = counted.phrase.end, counted.scene.items
    if end >= len(items) or items[end].word != "out":
        return False
    if end + 1 >= len(items) or items[end + 1].kind == "mark":
        return True
    left = [item for item in items[end + 2 : end + 4] if item.word not in _ITS]
    own = bool(left) and left[0].kind != "place" and left[0].word not in _ITS_COUNTRY
    return own and items[end + 1].word == "of"


def sent_out(counted: Counted) -> Category | None:
    """Whether people are put out of a country, were so before they came, or fled over a border."""
    term = counted.term
    if term is None:
        return None
    if term.cls == "deport" and term.form.endswith(_BORDERS) and _in_danger(counted):
        return Category.DEPARTURE  # "driven across the border by the fighting": nobody sent them
    if term.form in _TURNED_BACK and _turned_themselves(counted):
        return Category.RETURN
    before = term.category in _ON_THE_WAY and _sent_before(counted)
    return Category.DEPORTATION if before or _over_the_border(counted) else None


def _turned_themselves(counted: Counted) -> bool:
    """ "15,000 of them have since turned back", and not "have been turned back"."""
    verb = counted.governor
    if verb is None or verb.side != "subject":
        return False
    between = {item.word for item in counted.scene.items[counted.phrase.end : verb.at]}
    return not _HAS.isdisjoint(between) and _PASSIVE.isdisjoint(between)


def _in_danger(counted: Counted) -> bool:
    return not _ANY_HAZARD.isdisjoint(counted.scene.sketch.words)


def _over_the_border(counted: Counted) -> bool:
    """ "Iran bused 9,000 Afghans to the border", "pushed 45 back over it": put out of the country.

    Who is driven there by a war or a flood has fled, and who is taken there by their own state is
    on their way.
    """
    found, term, phrase = counted.governor, counted.term, counted.phrase
    if found is None or term is None or found.side != "object" or term.form not in _PUTTING:
        return False
    if phrase.nationality is None and phrase.category is None:
        return False
    behind = [item.word for item in counted.scene.items[phrase.end : phrase.end + _BORDER_REACH]]
    behind = behind[1:] if behind[:1] in (["back"], ["stranded"]) else behind
    border = behind[:1] and behind[0] in _OVER and any(word in _BORDERS for word in behind)
    return bool(border) and not _in_danger(counted)


def _sent_before(counted: Counted) -> bool:
    """ "Took in 11,200 migrants deported from Libya", "who were expelled": sent, then let in."""
    for item in counted.scene.items[counted.phrase.end :]:
        if isinstance(item.value, Term):
            return item.value.cls == "deport"
        if item.word not in _WHO_WERE:
            return False
    return False
