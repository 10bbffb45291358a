"""Who was driven out or sent: from danger, out of camps and homes, or by another country."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.recognizers.terms import Term
from extract.scene import Counted

_HAZARDS = frozenset(words("hazards", "hazard"))
_CAMPS = frozenset(words("sense_words", "relief_camp"))
_RELIEF = frozenset(words("sense_words", "relief"))
_UNABLE = frozenset(words("sense_words", "unable"))
_WHO_WERE = frozenset(words("sense_words", "who_were"))
_ITS = frozenset({"its", "the", "their"})
_ITS_COUNTRY = frozenset(words("sense_words", "abroad"))


def relieved(counted: Counted) -> bool:
    """ "4,778 people remain in relief camps": a flood or a war has driven them from home."""
    words_of = counted.scene.sketch.words
    camped = bool(_CAMPS & words_of) and bool(_HAZARDS & words_of)
    return camped or bool(_RELIEF & words_of)


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


def sent_before(counted: Counted) -> bool:
    """ "Took in 11,200 migrants deported from Libya", "who were expelled": sent, then let in."""
    for item in counted.scene.items[counted.phrase.end :]:
        if isinstance(item.value, Term):
            return item.value.cls == "deport"
        if item.word not in _WHO_WERE:
            return False
    return False
