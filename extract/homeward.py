"""The ends of a way back: where people return to, and who sends whom away to where."""

from __future__ import annotations

from extract.carrying import to_safety
from extract.driven import out_of_danger
from extract.heads import CITIZENS, plain_citizens
from extract.lexicon.load import words
from extract.model import Basis
from extract.placing import CLOSE, Candidate, Found, first, nationality
from extract.recognizers.terms import Term
from extract.refusal import deploys
from extract.scene import Counted
from extract.sending import of_workers

_OPENING = 5  # "Among Georgian citizens, 91,896 returned"
_TIME_CLAUSES = frozenset({"since", *words("clause_words", "clause")})
ACTORS = ("bare", "speaker", "adjective", "destination")
_OUT_REACH = 6  # items: "of its own nationals out of Sudan"
_BRINGING = words("sense_words", "bringing_back")
_SENDERS = ("deported-by-place", "place-sends-back")
_ACTS = ("place-takes-in", "place-sees-arrive")
_AT_THE_GATE = words("sense_words", "at_the_gate")
_OWN = frozenset(words("sense_words", "own"))
_NATIONS = frozenset(words("sense_words", "nations"))
_OWN_REACH = 8  # items behind the verb: "were flown back to their own countries"
_WITHIN = frozenset(words("sense_words", "within", "level"))
_PUT_ACROSS = words("sense_words", "border", "put_across")


def own_citizens(counted: Counted) -> bool:
    """ "Turkey evacuated 1,000 of its citizens": out of another country."""
    found = counted.governor
    if found is None or found.side != "object":
        return False
    if plain_citizens(counted.phrase):
        return True
    following = {i.word for i in counted.scene.items[found.at + 1 : found.at + 9]}
    return not _OWN.isdisjoint(following) and not CITIZENS.isdisjoint(following)


def sent_by(counted: Counted, near: list[Candidate]) -> Candidate | None:
    """ "Ghana's minister said it was placing 400 workers abroad": the state that sends them."""
    sends = counted.term is not None and counted.term.cls in ("send", "emigrate", "leave")
    sends = sends and of_workers(counted)
    if not sends and not deploys(counted.scene.sketch, counted.at, counted.phrase):
        return None
    to = first(counted.after_verb(near), ["destination"])
    others = [c for c in near if to is None or c.iso3 != to.iso3]
    before = [c for c in others if c.at < counted.at]
    by = first(before, [role for role in ACTORS if role != "destination"])
    leaves = counted.term is not None and counted.term.cls == "leave"
    return by or (first(others, ["speaker"]) if leaves and to is not None else None)


def taken_to_safety(counted: Counted) -> bool:
    """Whether people are taken out of danger, to a safer place, or by their state out of a land."""
    return out_of_danger(counted) or to_safety(counted) or taken_out(counted)


def taken_out(counted: Counted) -> bool:
    """ "India moved 1,200 of its nationals out of Sudan", "flew 420 Filipinos out of Lebanon"."""
    found, phrase, items = counted.governor, counted.phrase, counted.scene.items
    if found is None or found.side != "object":
        return False
    own = phrase.nationality is not None or own_citizens(counted)
    following = items[phrase.end : phrase.end + _OUT_REACH]
    out = next((k for k, item in enumerate(following) if item.word == "out"), len(following))
    behind = following[out + 1 : out + 3]
    return own and [i.word for i in behind[:1]] == ["of"] and behind[-1].kind == "place"


def returned(
    near: list[Candidate], after: list[Candidate]
) -> tuple[Candidate | None, Candidate | None]:
    """From where people return and to where, by the places near and those after the verb."""
    near = [c for c in near if c.role != "location" or c.cost <= CLOSE]  # not of a clause before
    people = nationality(near)
    to = first([c for c in after if c.cost <= CLOSE], ["destination"])
    destination = to or first(near, ["destination", "location"])
    if people and destination and destination.rule in ("arrive-in-place", "place-sees-arrive"):
        # "who took shelter in Chad are to be brought back", "Turkey has seen 9,000 Syrians go back"
        if destination.iso3 != people.iso3:
            return destination, people
        return first(near, ["origin", "location"], without=people.iso3), destination
    if destination is not None and destination.role == "location" and destination.word == "there":
        return destination, None  # "to bring back 104,000 held in detention centres there"
    if people is not None and people.cost > _OPENING:
        people = None  # those who come back are not all who were named
    origin = first(near, ["origin"], without=destination.iso3 if destination else None)
    lived = first(near, ["location"])
    here = people is not None and lived is not None and lived.iso3 == people.iso3
    if origin and lived and lived is destination and origin.cost <= 1 and not here:
        return lived, origin  # "613 men from Niger who worked in Libya were trucked back"
    if origin is None and people is not None and lived is not None and lived.iso3 != people.iso3:
        stated = destination if destination and destination.role == "destination" else None
        return lived, stated or people
    if origin is None:
        # who went home through a post of the other side came from it, or from the war there
        home = people or destination
        origin = first(near, ["transit", "trouble"], without=home.iso3 if home else None)
        hosts = [c for c in near if home and c.iso3 != home.iso3 and c.rule == "arrive-in-place"]
        origin = origin or next(iter(hosts), None)  # "who had been sheltering in Zambia"
    if destination is None or (origin and destination.iso3 == origin.iso3):
        return origin, people or destination
    return origin, people if destination.role == "location" and people else destination


def own_back(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate] | None:
    """ "Iraq has brought home 16,000 of its nationals from Syria": to who acts."""
    acts = [c for c in near if c.at < counted.at and c.role in ACTORS]
    if not acts or not (own_citizens(counted) or _fetched(counted, near, acts[0])):
        return None
    return first(near, ["origin", "location"], without=acts[0].iso3), acts[0]


def _fetched(counted: Counted, near: list[Candidate], by: Candidate) -> bool:
    """ "Jakarta plans to bring back 6,000 students": to itself, unless they are of another nation.

    Who "repatriates" or "flies back" people may as well send them away: these must be elsewhere.
    """
    term, people = counted.term, nationality(near)
    if term is None or counted.governor is None or counted.governor.side != "object":
        return False
    if counted.phrase.category is not None or (people is not None and people.iso3 != by.iso3):
        return False
    if term.form.startswith(_BRINGING):
        return True
    elsewhere = first(near, ["origin", "location"], without=by.iso3)
    to = first(counted.after_verb(near), ["destination"])
    return elsewhere is not None and elsewhere.at > counted.at and to is None


def own_countries(counted: Counted, near: list[Candidate]) -> Found | None:
    """ "1,100 people were sent back to their countries": to no one country, stated as such."""
    verb = counted.governor.at if counted.governor else counted.at
    start = max(verb + 1, counted.phrase.end)
    following = (item.word for item in counted.scene.items[start : start + _OWN_REACH])
    behind = " ".join(following).split()  # "their home" is a phrase
    owned = next((k for k, word in enumerate(behind) if word in _OWN), len(behind))
    many = not _NATIONS.isdisjoint(behind[owned : owned + 3])
    if not many or nationality(near):
        return None
    return Found("", Basis.STATED, None, "own-countries")


def _at_the_gate(term: Term) -> bool:
    """ "Turned back", "pushed back": who never got in; not "pushed over the border"."""
    return term.form.startswith(_AT_THE_GATE) and not term.form.endswith(_PUT_ACROSS)


def _says(counted: Counted, place: Candidate) -> bool:
    """Whether a country itself speaks; not an institution, nor a group "in London"."""
    before = counted.scene.items[place.at - 1].word if place.at else ""
    return place.kind != "institution" and before not in _WITHIN


def _in_time_clause(counted: Counted, place: Candidate) -> bool:
    """ "35 were deported since the change of power in Damascus": where something else happened."""
    between = counted.scene.items[counted.phrase.end : place.at]
    return any(item.word in _TIME_CLAUSES for item in between)


def of_earlier(counted: Counted, place: Candidate) -> bool:
    """ "8,000 came from Morocco, and it sent 5,600 back": the place of the number before."""
    own = place.role == "location" or place.rule == "place-sends-back"
    before = place.at < counted.at and not own
    return before and any(i.kind == "count" for i in counted.scene.items[: place.at])


def deported(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """Who sends the people of a count away, and to where: often to the country of their own."""
    term, people = counted.term, nationality(near)
    to = first(counted.after_verb(near), ["destination"])
    if term is not None and _at_the_gate(term) and (to is None or to.cost > CLOSE):
        without = people.iso3 if people else None
        return people, first(near, ["location", "origin", "destination"], without=without)
    sends = term is not None and term.cls in ("deport", "send")  # "France expelled 15,400"
    acts = [c for c in near if sends and c.at < counted.at and c.rule in _ACTS]
    others = [c for c in near if c not in acts and not of_earlier(counted, c)]
    destination = first(others, ["destination"])
    here = [c for c in near if c.cost <= CLOSE and not of_earlier(counted, c)]
    here = [c for c in here if c.role != "location" or not _in_time_clause(counted, c)]
    there = destination or people  # nobody is put over a border by their own country
    origin = first(here, ["origin", "location"], without=there.iso3 if there else None)
    origin = origin or next(iter(acts), None)
    by = origin is not None and origin.rule in _SENDERS and people is None
    if destination is None and origin is not None and by:
        # "those it expelled reached Chad", "Niger says 900 were expelled by Algeria"
        said = [c for c in here if c.role != "speaker" or _says(counted, c)]
        destination = first(said, ["location", "speaker"], without=origin.iso3)
    if destination is None and people and not (origin and origin.iso3 == people.iso3):
        destination = people
    return origin, destination
