"""Whether a count may stand: are they people, have they moved, and does the text bear it out?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.clauses import BREAKS
from extract.governing import Governor, governor, term_of
from extract.heads import Head
from extract.lexicon.load import table, words
from extract.model import Unit
from extract.recognizers.terms import Term
from extract.scene import Counted, Scene
from extract.standing import by_standing

_MAY_BE_PEOPLE = ("houses", "military", "tourists", "casualties")
_SHELTERED = ("stay", "host", "refuge", "relocate", "move", "displace")
_DWELLINGS = frozenset(words("sense_words", "dwelling"))
_FUGITIVE = frozenset({"flee", "emigrate", "refuge", "asylum", "deport", "intercept"})
_PERSONS = tuple(row["ending"] for row in table("people_endings"))
_INHABITANTS = frozenset(words("sense_words", "inhabitant"))
_ANYBODY = frozenset(words("sense_words", "anybody"))
_REMAINING = frozenset(words("sense_words", "remaining"))
_TOWNS = words("place_parts", "town")
_TRAPPED = frozenset(words("sense_words", "trapped"))
_TRAPPED_REACH = 3  # items before the verb: "are not allowed to leave"
_PASSIVE = frozenset(words("sense_words", "copula"))
_NATIONS = frozenset(words("sense_words", "nations"))
_WHERE_OR_WHEN = frozenset(words("sense_words", "where_or_when"))
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_TOLD_OF = frozenset({"who", "of"})
_LIVING = frozenset(words("sense_words", "living"))
_AREAS = frozenset(words("sense_words", "area"))
_CAMPS = frozenset(words("sense_words", "shelter", "camp"))
_EVERYONE = frozenset(words("sense_words", "everyone"))
_SUPPLIES = frozenset(words("sense_words", "supplies"))
_IN_CASE = frozenset(words("sense_words", "in_case"))
_AS_MANY = tuple(words("sense_words", "as_many"))
_VAGUE = frozenset({"the", "some", "about", "around", "another"})
_CAPTIVITY = frozenset(words("sense_words", "captivity"))
_EXPOSED = frozenset(words("sense_words", "exposed"))
_POPULATIONS = frozenset({"population", "populations"})
_AMOUNTING = frozenset(words("sense_words", "amounting"))
_COMERS = _FOREIGN | frozenset(words("sense_words", "camp"))
_OF_NATIONS = ("adjective", "demonym")
_POPULATION_REACH = 9  # items: "the population fell by 9,000 to 1.9 million"
_OTHER_REGIONS = frozenset(words("sense_words", "other_regions"))
_REGIONS_REACH = 8  # items: "more residents moved to other provinces"
_AREA_REACH = 7  # items: "live in the stricken districts"


def really_people(scene: Scene, at: int, phrase: Head) -> Head:
    """ "the evacuation of about 50 homes" counts households; soldiers who flee are people."""
    if phrase.noun is None or phrase.reason not in _MAY_BE_PEOPLE:
        return phrase
    term = term_of(scene.items, governor(scene.sketch, at, phrase))
    if term is None:
        return phrase
    if phrase.reason == "houses":
        homes = phrase.noun.word in _DWELLINGS and term.cls == "evacuate"
        unit = Unit.HOUSEHOLD if homes else None
    elif phrase.reason == "casualties":
        unit = Unit.PERSON if _are_sheltered(scene, phrase, term) else None
    else:
        unit = Unit.PERSON if term.cls in _FUGITIVE else None
    if unit is None:
        return phrase
    noun = phrase.noun._replace(kind="people", unit=unit)
    return replace(phrase, kind="people", reason="", noun=noun)


def _are_sheltered(scene: Scene, phrase: Head, term: Term) -> bool:
    """ "210 victims remained at two relief centres": alive, and out of their homes."""
    behind = [item.word for item in scene.items[phrase.end :]]
    victims = phrase.noun is not None and phrase.noun.word.startswith("victim")
    sheltered = term.cls in _SHELTERED and not _CAMPS.isdisjoint([*behind, *_pairs(behind)])
    return victims and (sheltered or term.cls == "evacuate")


def _pairs(said: list[str]) -> list[str]:
    """Each word with the next: "relief centres", "other provinces"."""
    return [f"{one} {following}" for one, following in pairwise(said)]


def unfit(counted: Counted) -> str:
    """Why people have not moved: they live there, cannot leave, take others in, got away."""
    if is_population(counted):
        return "population"
    if is_trapped(counted):
        return "in_need"
    if _between_regions(counted):
        return "change"
    if standing := by_standing(counted):
        return standing
    return "other_people" if are_hosts(counted) or _got_away(counted) else ""


def emptied(counted: Counted) -> Counted:
    """ "Everyone must leave Ambae, home to 10,000 people": they too, by the verb of them all."""
    if _EVERYONE.isdisjoint(counted.scene.sketch.words) or not is_population(counted):
        return counted
    out = (k for k, i in enumerate(counted.scene.items) if _empties(i.value))
    verb = next(out, None)
    return counted if verb is None else counted.governed_by(Governor(verb, "object"))


def _empties(value: object) -> bool:
    return isinstance(value, Term) and value.cls in ("evacuate", "leave", "flee", "displace")


def for_aid(counted: Counted) -> str:
    """ "Tents and food for 600 families": how much there is, whoever has moved; else empty."""
    items, at, phrase, verb = counted.scene.items, counted.at, counted.phrase, counted.governor
    before = [item.word for item in items[max(0, at - 3) : at] if item.word not in _VAGUE]
    if before[-1:] != ["for"] or before[-2:-1] == [] or before[-2] not in _SUPPLIES:
        return ""
    room = counted.count.surface.casefold().startswith(_AS_MANY)
    room = room or any(item.word in _IN_CASE for item in items[phrase.end : phrase.end + 1])
    moved = phrase.category is not None or phrase.participle is not None
    moved = moved or (verb is not None and verb.side == "subject")
    return "in_need" if room or not moved else ""


def _between_regions(counted: Counted) -> bool:
    """ "440 more moved to other provinces than came from them": a balance inside one country."""
    term, end = counted.term, counted.phrase.end
    behind = [item.word for item in counted.scene.items[end : end + _REGIONS_REACH]]
    net = term is not None and term.cls == "net"  # "... than came", but not "300 more fled to"
    return net and not _OTHER_REGIONS.isdisjoint(_pairs(behind))


def _got_away(counted: Counted) -> bool:
    """ "Gunmen led the pupils off; fourteen escaped": out of captivity, and not of a country."""
    term, phrase = counted.term, counted.phrase
    escaped = term is not None and term.form.startswith("escap")
    plain = phrase.nationality is None and phrase.category is None
    return escaped and plain and not _CAPTIVITY.isdisjoint(counted.scene.sketch.words)


def is_trapped(counted: Counted) -> bool:
    """ "400,000 cannot get out of Hodeidah": nobody has left."""
    term, verb = counted.term, counted.governor
    if term is None or verb is None or verb.side != "subject" or counted.phrase.category:
        return False
    start = max(counted.phrase.end, verb.at - _TRAPPED_REACH)
    between = {item.word for item in counted.scene.items[start : verb.at]}
    return term.cls in ("leave", "flee", "emigrate") and not between.isdisjoint(_TRAPPED)


def are_hosts(counted: Counted) -> bool:
    """ "16 who had housed offenders", "families that host refugees": they take people in."""
    term, verb, items = counted.term, counted.governor, counted.scene.items
    if term is None or verb is None or verb.side != "subject" or term.cls != "host":
        return False
    told = [item.word for item in items[counted.phrase.end : verb.at]]
    return told[:1] in (["who"], ["that"]) and _PASSIVE.isdisjoint(told)


def is_population(counted: Counted) -> bool:
    """ "Lampedusa, home to 6,000 residents": who has always lived there has not moved."""
    if counted.phrase.nationality is not None:
        return _lives_exposed(counted)
    if _of_everybody(counted):
        return True
    term, noun = counted.term, counted.phrase.noun
    items, at, end = counted.scene.items, counted.at, counted.phrase.end
    closed = end < len(items) and items[end].word == ","
    if closed and at > 2 and counted.words_before(2) == [",", "with"]:
        plain = noun is not None and noun.category is None
        return items[at - 3].kind == "place" and plain  # "Chad, with 18 million people,"
    if term is not None and term.form in _LIVING and noun is not None and not noun.category:
        behind = {item.word for item in items[end : end + _AREA_REACH]}
        if not behind.isdisjoint(_AREAS) and behind.isdisjoint(_CAMPS):
            return True
    return _is_home_to(counted) or _stays_in_town(counted) or _lives_there(counted)


def _of_everybody(counted: Counted) -> bool:
    """ "Brought the population to 5.4 million", "fell by 9,000 to 1.9 million": of everybody."""
    items, at = counted.scene.items, counted.at
    if counted.phrase.kind != "bare" or at == 0 or items[at - 1].word not in _AMOUNTING:
        return False
    for k in range(at - 2, max(0, at - _POPULATION_REACH), -1):
        if items[k].word in BREAKS:
            return False
        if items[k].word in _POPULATIONS:
            return items[k - 1].word not in _COMERS and items[k - 1].kind not in _OF_NATIONS
    return False


def _lives_exposed(counted: Counted) -> bool:
    """ "4 million Hondurans live in municipalities under an emergency": in their own country."""
    term, end, items = counted.term, counted.phrase.end, counted.scene.items
    if term is None or term.form not in _LIVING or counted.phrase.category is not None:
        return False
    behind = items[end : end + _AREA_REACH]
    said = {item.word for item in behind}
    abroad = any(item.kind == "place" for item in behind)
    return not (abroad or said.isdisjoint(_AREAS) or said.isdisjoint(_EXPOSED))


def _lives_there(counted: Counted) -> bool:
    """ "Goma, where 900,000 people live", "35 million people live in the six states"."""
    term, noun, items = counted.term, counted.phrase.noun, counted.scene.items
    if term is None or term.form not in _LIVING or noun is None or noun.word not in _ANYBODY:
        return False
    ahead = [item.word for item in items[counted.phrase.end : counted.phrase.end + _AREA_REACH]]
    behind = set(ahead[: ahead.index(",")] if "," in ahead else ahead)
    before = {item.word for item in items[max(0, counted.at - _AREA_REACH) : counted.at]}
    many = ahead[1:3] == ["in", "the"] and not _NATIONS.isdisjoint(behind)
    told = many or not _WHERE_OR_WHEN.isdisjoint(counted.words_before(1))
    return told and _CAMPS.isdisjoint(before | behind)


def _stays_in_town(counted: Counted) -> bool:
    """ "About 9,000 people still remain in the town": those who never left it."""
    term, noun, verb = counted.term, counted.phrase.noun, counted.governor
    if term is None or verb is None or term.form not in _REMAINING:
        return False
    if noun is not None and noun.word not in _ANYBODY:
        return False
    behind = " ".join(item.word for item in counted.scene.items[verb.at + 1 : verb.at + 4])
    return any(f"in {town}" in behind or f"inside {town}" in behind for town in _TOWNS)


def _is_home_to(counted: Counted) -> bool:
    """ "Bukavu, home to one million people"; but "home to 6,000 people who fled" have moved."""
    term, noun, end = counted.term, counted.phrase.noun, counted.phrase.end
    items, at = counted.scene.items, counted.at
    if term is None or term.form != "home to":
        return False
    behind = {item.word for item in items[end : end + 2]}
    before = {item.word for item in items[max(0, at - _AREA_REACH) : at]}
    told_of = not behind.isdisjoint(_TOLD_OF) or not before.isdisjoint(_CAMPS)
    if counted.phrase.kind == "bare":  # "villages in the Batken region, home to some 550,000"
        return counted.words_before(1) == ["home to"] and not told_of
    if noun is None or noun.category is not None:
        return False
    return noun.word in _INHABITANTS or (noun.word in _ANYBODY and not told_of)


def may_be_people(counted: Counted) -> bool:
    """Whether a noun that no table knows can be people: a capitalised group, or by its ending."""
    term, word = counted.term, counted.phrase.reason
    items = counted.scene.items
    surface = counted.scene.sketch.text[items[counted.at].span.end :].lstrip()
    capital = surface[:1].isupper() and word.endswith(("s", "i", "a"))
    return term is not None and (capital or (word.endswith(_PERSONS) and not term.open))
