"""What a sentence leaves unsaid, taken from the headline, the sentence before, or "the country"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from extract.governing import term_of
from extract.heads import place_of
from extract.lexicon.load import forms, table
from extract.model import Basis, Category, Place, Sentence, Span
from extract.links import Link
from extract.placing import Found, internal
from extract.recognizers.terms import Term
from extract.roles import Role
from extract.sketch import Sketch

_INBOUND = frozenset({Category.ARRIVAL, Category.REFUGEE, Category.RESIDENT, Category.ASYLUM_APPLICATION, Category.PERMIT, Category.NET_MIGRATION})
_HERE = frozenset({"destination", "location", "speaker", "subject", "bare", "office", "edge"})
_OFFICES = frozenset(w for row in table("offices") for w in forms(row["words"]))
# What a mention weighs when the destination has to come from the context, and how it fades.
_BELOW = ("region", "enclave", "exclave", "territory", "city", "province", "island", "peninsula")
_AT_THE_HEAD = 1
_HERE_WEIGHTS = {"subject": 1.6, "destination": 1.5, "location": 1.0, "office": 1.2, "speaker": 1.2, "edge": 1.0, "bare": 0.7, "origin": 0.3}
_ANY_WEIGHTS = {"subject": 1.0, "origin": 1.3, "location": 1.2, "home": 1.2, "nationality": 0.9, "destination": 0.8, "bare": 1.0, "office": 0.6, "speaker": 0.5, "adjective": 0.4}
_LEFT_WEIGHTS = {"subject": 0.8, "origin": 1.5, "nationality": 1.2, "home": 1.0, "location": 0.7, "bare": 0.7, "adjective": 0.3}
_FROM_WEIGHTS = {"origin": 1.5, "nationality": 1.2, "home": 1.0}
_ABROAD = "figure-before-abroad"
_FIGURE, _SAME, _TITLE, _DECAY, _LATER = 2.0, 2.5, 1.2, 0.75, 0.3
_LOSSES = ("minus", "loss", "outflow", "emigration", "deficit", "negative", "departures")
_SERIES = 40
_WINDOW = 3  # sentences that a figure may reach back for a place


@dataclass(frozen=True, slots=True)
class Seen:
    """A place that the article has named: where, and what it was to the movers there."""

    iso3: str
    role: str
    kind: str
    sentence: int
    span: Span
    surface: str
    in_title: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An end of a move as it stands in the finished figure, with the text it rests on."""

    iso3: str
    basis: Basis
    rule: str
    span: Span
    surface: str
    in_title: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A link with both ends as far as sentence and context give them."""

    link: Link
    sentence: Sentence
    origin: Known | None
    destination: Known | None


@dataclass
class Memory:
    """What the article has said so far, in reading order: places and figures."""

    seen: list[Seen] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    def note(self, sentence: Sentence, sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str]) -> None:
        """Remember the places of a sentence."""
        for i, item in enumerate(sketch.items):
            if isinstance(item.value, Place) and item.value.kind != "macro" and (iso3 := anaphors.get(i, item.value.iso3)):
                role = _seen_role(sketch, roles, i)
                span = item.span.shift(sentence.span.start)
                self.seen.append(Seen(iso3, role, item.value.kind, sentence.index, span, item.value.surface, sentence.in_title))


def anaphors(sentence: Sentence, sketch: Sketch, roles: Mapping[int, Role], memory: Memory) -> dict[int, str]:
    """The country of each "the country", "there" or "its territory" of a sentence, by item index."""
    found: dict[int, str] = {}
    for i, item in enumerate(sketch.items):
        if isinstance(item.value, Place) and item.value.kind == "anaphor":
            role = roles[i].name if i in roles else "location"
            if iso3 := _antecedent(sketch, roles, memory, i, role, sentence.index):
                found[i] = iso3
    return found


def complete(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Placed | None:
    """The link with the ends that its sentence leaves unsaid, where the context makes them plain.

    None for a number that would go on with a figure before it, where there is none.
    """
    if link.inherits:
        return _gone_on(link, sentence, sketch, memory)
    origin = _known(link.origin, sentence, sketch)
    destination = _known(link.destination, sentence, sketch)
    placed = Placed(link, sentence, origin, destination)
    if internal(link.category):
        if destination is not None and not destination.iso3:
            return replace(placed, origin=origin or _somewhere(placed, memory))
        if origin is not None:
            return placed  # moved out of a country, to where is not said
        place = destination or _somewhere(placed, memory)
        return replace(placed, origin=place, destination=None if place and place.rule == _ABROAD else place)
    term = term_of(sketch.items, link.governor)
    if link.category is Category.NET_MIGRATION and term is not None and _is_loss(sketch, term, link):
        place = destination or origin or _where_to(placed, memory)
        return replace(placed, origin=place, destination=None)
    if link.category in _INBOUND:
        placed = replace(placed, destination=destination or _where_to(placed, memory))
        shelter = term is not None and term.cls == "refuge" and link.head.category is None
        if shelter and placed.origin is None and _in_own_country(placed, memory):
            return replace(placed, link=replace(link, category=Category.IDP), origin=placed.destination)
        return replace(placed, origin=placed.origin or _where_from(placed, sketch, memory))
    if link.category is Category.DEPARTURE:
        return replace(placed, origin=origin or _left(placed, memory, _LEFT_WEIGHTS))
    if link.category is Category.RETURN:
        came = _earlier(placed, memory, lambda p: p.link.category is Category.ARRIVAL and p.origin is not None and p.destination is not None)
        if origin is None and destination is None and came is not None:
            return replace(placed, origin=_again(came.destination, "figure-before"), destination=_again(came.origin, "figure-before"))
        return replace(placed, destination=destination or _back_to(placed, memory))
    if link.category is Category.TRANSIT:
        before = _earlier(placed, memory, lambda p: p.origin is not None)
        return replace(placed, origin=origin or (_again(before.origin, "figure-before") if before else None))
    if link.category is Category.DEPORTATION and origin is not None and origin.basis is Basis.NATIONALITY:
        return replace(placed, destination=destination or _where_to(placed, memory))
    if link.category is Category.DEPORTATION:
        return replace(placed, origin=origin or _somewhere(placed, memory))
    return placed


def _is_loss(sketch: Sketch, term: Term, link: Link) -> bool:
    """Whether a balance counts people lost: "a net loss of 4,700", "a balance of minus 73,000"."""
    words = sketch.text[term.span.start : sketch.items[link.at].span.start].casefold()
    return any(word in words or word in term.form for word in _LOSSES)


def _in_own_country(placed: Placed, memory: Memory) -> bool:
    """Whether people in shelter are still where those before them were displaced."""
    here = placed.destination.iso3 if placed.destination else None
    return any(p.origin is not None and p.origin.iso3 == here for p in memory.placed)


def _gone_on(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Placed | None:
    """A bare number with the sense and the ends of the last figure, unless a place beside it says otherwise."""
    if sketch.vetoes:
        return None
    before = next((p for p in reversed(memory.placed) if 0 < sentence.index - p.sentence.index <= 2), None)
    if before is None or not _comparable(link, before):
        return None
    same = replace(link, category=before.link.category, unit=before.link.unit)
    origin = _known(link.origin, sentence, sketch) or _again(before.origin, "figure-before")
    own = _known(link.destination, sentence, sketch)
    if own is None or link.category is Category.DEPARTURE or (origin and own.iso3 == origin.iso3):
        return Placed(same, sentence, origin, _again(before.destination, "figure-before"))
    if internal(same.category):
        return Placed(same, sentence, own, own)
    return Placed(same, sentence, origin, own if before.destination is not None else None)


def _comparable(link: Link, before: Placed) -> bool:
    """Whether two counts are of one order: a series goes on in its own size."""
    now, then = link.size, before.link.size
    return bool(now and then) and max(now, then) <= _SERIES * min(now, then)


def _known(found: Found | None, sentence: Sentence, sketch: Sketch) -> Known | None:
    if found is None:
        return None
    item = sketch.items[found.at] if found.at is not None else sketch.items[0]
    return Known(found.iso3, found.basis, found.rule, item.span.shift(sentence.span.start), item.span.of(sketch.text), sentence.in_title)


def _seen_role(sketch: Sketch, roles: Mapping[int, Role], i: int) -> str:
    item = sketch.items[i]
    if item.kind == "demonym":
        return "ethnic" if i > 0 and sketch.items[i - 1].word == "ethnic" else "nationality"
    if item.kind == "adjective":
        return _adjective_role(sketch, i)
    if place_of(item).kind == "institution":
        return "speaker"
    if i in roles:
        return roles[i].name
    if sketch.in_source(item.span):
        return "speaker"
    return "subject" if i <= _AT_THE_HEAD else "bare"


def _adjective_role(sketch: Sketch, i: int) -> str:
    """ "Georgian border guards" speak for Georgia; "Iraqi asylum claims" are of Iraqis; else only an adjective."""
    following = [item for item in sketch.items[i + 1 : i + 4]]
    if sketch.in_source(sketch.items[i].span) or any(f.word in _OFFICES for f in following[:3]):
        return "office"
    if following and (following[0].kind == "noun" or following[0].kind == "adjective" or (following[0].word == "and" and len(following) > 1 and following[1].kind == "adjective")):
        return "nationality"
    return "adjective"


def _antecedent(sketch: Sketch, roles: Mapping[int, Role], memory: Memory, at: int, role: str, sentence: int) -> str | None:
    people = {place_of(item).iso3 for item in sketch.items if item.kind == "demonym"}
    if "home" in sketch.items[at].word and people:
        return next(place_of(item).iso3 for item in reversed(sketch.items) if item.kind == "demonym")
    if sketch.items[at].word.startswith(("her ", "his ")):
        adjectives = [place_of(item).iso3 for item in sketch.items[:at] if item.kind == "adjective"]
        if adjectives:
            return adjectives[-1]
    if sketch.items[at].word.endswith(_BELOW):
        below = [s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.kind in ("region", "city")]
        inside = [place_of(item).iso3 for item in sketch.items[:at] if item.kind == "place" and place_of(item).kind in ("region", "city")]
        if inside or below:
            return (inside[::-1] + below)[0]
    if role == "origin":
        earlier = [place_of(item).iso3 for item in sketch.items[:at] if item.kind in ("demonym", "place") and place_of(item).iso3]
        remembered = [s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.role in ("origin", "nationality", "location")]
        remembered += [s.iso3 for s in reversed(memory.seen) if s.sentence < sentence]
        return next(iter([*reversed(earlier), *remembered]), None)
    here = [
        place_of(item).iso3
        for i, item in enumerate(sketch.items[:at])
        if item.kind in ("place", "adjective") and place_of(item).iso3 and (roles[i].name if i in roles else "") != "origin"
    ]
    if any(isinstance(i.value, Term) and i.value.cls in ("displace", "evacuate", "idp_place") for i in sketch.items):
        nearest = [s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.role != "speaker"]
        return next(iter([*people, *nearest]), None)
    remembered = [s.iso3 for s in reversed(memory.seen) if s.role in _HERE and s.sentence < sentence]
    others = [s.iso3 for s in reversed(memory.seen) if s.sentence < sentence and s.role != "nationality"]
    return next((iso3 for iso3 in [*reversed(here), *remembered, *others] if iso3 not in people), None)


def _as_known(seen: Seen, rule: str) -> Known:
    return Known(seen.iso3, Basis.CONTEXT, rule, seen.span, seen.surface, seen.in_title)


def _again(known: Known | None, rule: str) -> Known | None:
    return replace(known, basis=Basis.CONTEXT, rule=rule) if known else None


def _where_to(placed: Placed, memory: Memory) -> Known | None:
    """The destination that the context gives people who come or stay: the place most in focus there."""
    origin = placed.origin.iso3 if placed.origin else ""
    ends = [(p, p.destination if p.link.category in _INBOUND else p.origin) for p in memory.placed if p.link.category in _INBOUND or p.link.category is Category.DEPARTURE]
    return _in_focus(placed.sentence.index, memory, _HERE_WEIGHTS, ends, origin)


def _in_focus(here: int, memory: Memory, weights: Mapping[str, float], ends: Iterable[tuple[Placed, Known | None]], without: str) -> Known | None:
    """The country with the most weight of mentions and of ends of other figures, near ones counting more."""
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, Known]] = {}
    for seen in memory.seen:
        if seen.role in weights and seen.kind != "anaphor" and seen.iso3 != without:
            _add(scores, best, seen.iso3, weights[seen.role] * _nearness(seen, here), _as_known(seen, _where_named(seen, here)))
    for before, end in ends:
        if end is not None and end.iso3 not in ("", without):
            weight = _FIGURE * _DECAY ** min(6, max(0, here - before.sentence.index))
            _add(scores, best, end.iso3, weight, replace(end, basis=Basis.CONTEXT, rule="figure-before"))
    return best[max(scores, key=lambda iso3: scores[iso3])][1] if scores else None


def _add(scores: dict[str, float], best: dict[str, tuple[float, Known]], iso3: str, weight: float, known: Known) -> None:
    scores[iso3] = scores.get(iso3, 0.0) + weight
    if iso3 not in best or best[iso3][0] < weight:
        best[iso3] = (weight, known)


def _nearness(seen: Seen, here: int) -> float:
    """1 in the sentence itself, less before it, little after it; a headline stays in mind."""
    if seen.sentence == here:
        return _SAME
    if seen.in_title:
        return _TITLE
    distance = abs(here - seen.sentence)
    return _DECAY**distance * (1.0 if seen.sentence < here else _LATER)


def _where_named(seen: Seen, here: int) -> str:
    if seen.sentence == here:
        return f"{seen.role}-in-sentence"
    return "headline" if seen.in_title else "sentence-before" if seen.sentence < here else "sentence-after"


def _where_from(placed: Placed, sketch: Sketch, memory: Memory) -> Known | None:
    """The origin that the context gives people whose nationality the sentence leaves unsaid."""
    destination = placed.destination.iso3 if placed.destination else None
    if placed.link.head.kind == "event" and placed.link.head.nationality is None and placed.link.head.unit == "permit":
        return None

    def fits(p: Placed) -> bool:
        return p.origin is not None and p.origin.iso3 != destination and (p.destination is None or destination is None or p.destination.iso3 == destination)

    if earlier := _earlier(placed, memory, fits):
        return _again(earlier.origin, "figure-before")
    term = term_of(sketch.items, placed.link.governor)
    head = placed.link.head
    ethnic = head.nationality is not None and sketch.items[head.nationality - 1].word == "ethnic"
    uprooted = head.category in (Category.REFUGEE, Category.DISPLACEMENT)
    if ethnic or (head.nationality is None and term is not None and term.cls in ("flee", "pour", "emigrate")):
        return _left(placed, memory, _LEFT_WEIGHTS)
    if head.nationality is None and uprooted:
        return _left(placed, memory, _FROM_WEIGHTS)
    titled = {s.iso3 for s in memory.seen if s.in_title and s.role in ("nationality", "origin") and s.iso3 != destination}
    if len(titled) == 1:
        found = next(s for s in memory.seen if s.in_title and s.iso3 in titled and s.role in ("nationality", "origin"))
        return _as_known(found, "headline")
    return None


def _back_to(placed: Placed, memory: Memory) -> Known | None:
    """Where people return to: the place that those before them had left, else the place in focus."""
    if earlier := _earlier(placed, memory, lambda p: p.link.category is Category.DEPARTURE and p.origin is not None):
        return _again(earlier.origin, "figure-before")
    return _where_to(placed, memory)


def _left(placed: Placed, memory: Memory, weights: Mapping[str, float]) -> Known | None:
    """Where people left from, by the figures and the places around."""
    onward = placed.link.category is Category.DEPARTURE  # who leaves had come where those before them are
    ends = [(p, p.destination if onward and p.destination is not None and p.link.category is not Category.DEPARTURE else p.origin) for p in memory.placed]
    return _in_focus(placed.sentence.index, memory, weights, ends, placed.destination.iso3 if placed.destination else "")


def _somewhere(placed: Placed, memory: Memory) -> Known | None:
    """The place of people displaced, by the figures and the places around; out of it if the figure before says so."""
    term = placed.link.governor
    if term is not None and (before := _earlier(placed, memory, lambda p: internal(p.link.category) and p.origin is not None)):
        if before.destination is None and before.origin is not None:
            return _again(before.origin, _ABROAD)
    ends = [(p, p.origin) for p in memory.placed]
    return _in_focus(placed.sentence.index, memory, _ANY_WEIGHTS, ends, "")


def _earlier(placed: Placed, memory: Memory, fits: Callable[[Placed], bool]) -> Placed | None:
    """The last figure before this one that fits, not too far back (the headline's always counts)."""
    return next(
        (p for p in reversed(memory.placed) if (p.sentence.in_title or placed.sentence.index - p.sentence.index <= _WINDOW) and fits(p)), None
    )
