"""Whether people who are sent are sent home, away, into safety, or abroad to work."""

from __future__ import annotations

from extract.clauses import after
from extract.lexicon.load import words
from extract.model import Category
from extract.scene import Counted
from extract.sketch import Item

_BACK = frozenset(words("sense_words", "back"))
_RELATIVE = 12  # items of a relative clause and the word behind it
_ELSEWHERE = tuple(words("place_parts", "elsewhere"))
_FOR_WORK = words("sense_words", "for_work")
_ASIDES = [[",", word] for word in words("clause_words", "subset", "share")]
_SHELTERS = frozenset(words("sense_words", "shelter"))
_SHELTER_REACH = 14
_SCATTERING = frozenset(words("sense_words", "scattering"))
_BORDERS = frozenset(words("sense_words", "border"))
_INTO = frozenset(words("sense_words", "into"))
_WORKERS = frozenset(words("sense_words", "worker"))


def sent(counted: Counted) -> Category | None:
    """What a sending does to people: they leave, find shelter, come to work or are sent away."""
    if _sent_abroad(counted):
        return Category.DEPARTURE
    if _sent_to_shelter(counted) or _sent_running(counted):
        return Category.DISPLACEMENT
    if of_workers(counted):
        return Category.ARRIVAL if _sent_away(counted) else None  # "15,000 labourers to Russia"
    if _sent_into(counted) or _sent_to_work(counted) or _sent_from_to(counted):
        return Category.ARRIVAL
    if _sent_over_border(counted):
        return Category.DEPORTATION  # "keeps deporting, with 900 sent across the border"
    return Category.DEPORTATION if _sent_away(counted) else counted.phrase.category


def of_workers(counted: Counted) -> bool:
    """Whether workers are counted, who are sent for their work and not away."""
    noun = counted.phrase.noun
    return noun is not None and noun.word in _WORKERS


def _sent_away(counted: Counted) -> bool:
    """ "Spain sent 4,000 back", "sent 300 asylum seekers to Rwanda": a sending that deports."""
    following = behind_them(counted, 4)
    told_of = bool(following) and following[0].word == "who"  # "sent 56 who fled the raids back"
    ahead = behind_them(counted, _RELATIVE) if told_of else following
    if any(item.word in _BACK for item in ahead):
        return True
    to = bool(following) and following[0].word == "to"
    return to and any(item.kind == "place" for item in following[:3])


def _sent_into(counted: Counted) -> bool:
    """ "the news sent 66,000 Russians into the EU": they came there."""
    following = behind_them(counted, 4)
    into = bool(following) and following[0].word in _INTO
    return into and any(item.kind == "place" for item in following[1:])


def _sent_running(counted: Counted) -> bool:
    """ "an attack that sent 51,000 running for the hills": they had to leave."""
    return any(item.word in _SCATTERING for item in behind_them(counted, 1))


def _sent_over_border(counted: Counted) -> bool:
    """ "Another 900 were sent across the border": by those who sent them away."""
    verb = counted.governor
    ahead = [item.word for item in behind_them(counted, 3)]
    over = verb is not None and verb.side == "subject" and not _INTO.isdisjoint(ahead[:1])
    return over and not _BORDERS.isdisjoint(ahead)


def _sent_from_to(counted: Counted) -> bool:
    """ "the war sends 30,000 from Russia to Israel": they came there."""
    following = behind_them(counted, _RELATIVE)
    places = {k for k, item in enumerate(following) if item.kind == "place"}
    left = following[:1] and following[0].word == "from" and 1 in places
    return bool(left) and any(following[k - 1].word == "to" for k in places if k > 1)


def _sent_to_shelter(counted: Counted) -> bool:
    """ "the raid sent 310 families to makeshift camps": they lost their homes."""
    following = [item.word for item in behind_them(counted, _SHELTER_REACH)]
    to = following.index("to") if "to" in following else len(following)
    return not _SHELTERS.isdisjoint(following[to : to + 4])


def _sent_to_work(counted: Counted) -> bool:
    """ "3,910 Uzbeks were sent to work in South Korea": they went there to work."""
    behind = " ".join(item.word for item in behind_them(counted, 2))
    return behind.startswith(_FOR_WORK)


def _sent_abroad(counted: Counted) -> bool:
    """ "The Philippines sent 1.9 million workers overseas": they left."""
    behind = " ".join(item.word for item in behind_them(counted, 3))
    return behind.startswith(_ELSEWHERE)


def behind_them(counted: Counted, reach: int) -> tuple[Item, ...]:
    """The items right behind the people of a count and what is done to them."""
    verb = counted.governor
    behind = verb is not None and verb.at > counted.at
    end = verb.at + 1 if behind and verb is not None else counted.phrase.end
    items = counted.scene.items
    if [item.word for item in items[end : end + 2]] in _ASIDES:
        end = after(items, end + 1, ",")  # "took 349 people, among them 12 guests, from the beach"
    return items[end : end + reach]
