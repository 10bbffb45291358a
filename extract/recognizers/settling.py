"""What an article says about its own ambiguous names: Georgia, Tripoli, Jordan the player."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon.gazetteer import BY_FAR, Sense, around, countries, cues
from extract.lexicon.load import trie
from extract.recognizers.toponyms import Name, names


@dataclass(frozen=True, slots=True)
class Settled:
    """What a whole article decides for each of its sentences.

    ``named`` counts how often each country is named beyond doubt, ``cued`` how many different
    words speak for each reading of a name, ``persons`` are names that persons bear here, or
    an organisation as its short form: "Danish Refugee Council (DRC)".
    """

    named: Mapping[str, int]
    cued: Mapping[str, Mapping[str, int]]
    persons: frozenset[str]


def settle(text: str, title: str = "") -> Settled:
    """What the article decides, to be given to ``places.find`` with each of its sentences."""
    whole = f"{title}.\n{text}" if title else text
    return settle_names(whole, names(whole))


def settle_names(text: str, found: Sequence[Name]) -> Settled:
    """The same, for names that are found already."""
    persons = frozenset(word for name in found if name.of_person for word in name.text.split())
    persons |= _short_forms(text, found)
    named: Counter[str] = Counter()
    doubtful: dict[str, tuple[Sense, ...]] = {}
    for name in found:
        if name.of_person:
            continue
        if len(name.senses) > 1:
            doubtful[name.text] = name.senses
        elif name.text not in persons and not name.senses[0].needs_country:
            named[name.senses[0].iso3] += 1
    cued = {name: _cued(text, name) for name in doubtful if name in cues()}
    sure = Settled(dict(named), cued, persons)
    for written, senses in doubtful.items():
        if written not in persons and (sense := choose(written, senses, sure)):
            named[sense.iso3] += 1
    return Settled(named, cued, persons)


def choose(name: str, senses: tuple[Sense, ...], settled: Settled) -> Sense | None:
    """The sense that the article supports, with the reason; None where nothing decides."""
    first = senses[0]
    if len(senses) == 1:
        return first if not first.needs_country or first.iso3 in settled.named else None
    if name in cues():
        return _by_cues(senses, settled.cued.get(name, {}))
    if not first.needs_country and first.iso3 in settled.named:
        return first
    supported = [sense for sense in senses if sense.iso3 in settled.named]
    if supported:
        return _most_named(supported, settled)
    by_hand = not first.population
    by_far = by_hand or first.population >= BY_FAR * senses[1].population
    return first if by_far and not first.needs_country else None


def is_person(text: str, name: Name, settled: Settled) -> bool:
    """Whether a name that a person bears in the article means the person here too."""
    if name.of_person or name.text not in settled.persons:
        return name.of_person
    patterns = _around()
    if patterns[0].search(text, max(0, name.span.start - 16), name.span.start):
        return False
    if not any(sense.iso3 in settled.named for sense in name.senses):
        return True
    return bool(patterns[1].match(text, name.span.end))


def _short_forms(text: str, found: Sequence[Name]) -> frozenset[str]:
    """Names in capitals that the text introduces as the initials of something else."""
    short = {name.text for name in found if name.text.isupper() and 2 < len(name.text) < 5}
    introduced = {name for name in short if f"({name})" in text}
    ends_of_names = {name.span.end for name in found} if introduced else set()
    return frozenset(name for name in introduced if _means_another(text, name, ends_of_names))


def _means_another(text: str, name: str, ends_of_names: set[int]) -> bool:
    spelled = re.compile(rf"((?:[A-Z]\w+\s){{{len(name)}}})\({name}\)")
    for match in spelled.finditer(text):
        initials = "".join(word[0] for word in match[1].split())
        if initials == name and match.end(1) - 1 not in ends_of_names:
            return True
    return False


def _by_cues(senses: tuple[Sense, ...], cued: Mapping[str, int]) -> Sense:
    best = max(senses, key=lambda sense: cued.get(sense.iso3, 0))
    if best is senses[0] and best.reason == "" and cued:
        return best._replace(reason=f"the article's words speak for {countries()[best.iso3]}")
    return best


def _most_named(supported: list[Sense], settled: Settled) -> Sense | None:
    counts = sorted((settled.named[s.iso3] for s in supported), reverse=True)
    if len(counts) > 1 and counts[0] == counts[1]:
        return None
    best = max(supported, key=lambda s: settled.named[s.iso3])
    return best._replace(reason=best.reason or f"the article speaks of {countries()[best.iso3]}")


def _cued(text: str, name: str) -> Mapping[str, int]:
    pattern, votes = _cue_pattern(name)
    seen = {m[0] for m in pattern.finditer(text) if not text[m.start() - 1 : m.start()].isalnum()}
    return Counter(iso3 for cue, iso3 in votes if cue in seen) if seen else {}


@cache
def _cue_pattern(name: str) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    votes = cues()[name]
    # it begins with letters and not with a boundary, so that the scan can skip to one of them
    return re.compile(rf"(?:{trie(cue for cue, _ in votes)})(?!\w)"), votes


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    toward = re.compile(rf"\b(?:{trie(around('toward_place'))})\s$", re.IGNORECASE)
    return toward, re.compile(rf",?\s(?:{trie(around('person_verb'))})\b")
