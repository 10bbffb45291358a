"""Which country the text is about just now: mentions and figures, weighed by nearness."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from extract.memory import Known, Memory, Placed, Seen
from extract.model import Basis

# What a mention in each role weighs for the end that is looked for. Tuned on the judged texts.
HERE = {
    "subject": 1.6, "destination": 1.5, "office": 1.2, "speaker": 1.2,
    "location": 1.0, "edge": 1.0, "bare": 0.7, "origin": 0.3,
}  # fmt: skip
ANYWHERE = {
    "origin": 1.3, "trouble": 1.3, "location": 1.2, "home": 1.2, "subject": 1.0, "bare": 1.0,
    "nationality": 0.9, "destination": 0.8, "office": 0.6, "speaker": 0.5, "adjective": 0.4,
}  # fmt: skip
LEFT = {
    "origin": 1.5, "trouble": 1.3, "nationality": 1.2, "home": 1.0, "subject": 0.8,
    "location": 0.7, "bare": 0.7, "office": 0.5, "speaker": 0.4, "adjective": 0.3,
}  # fmt: skip
FROM = {
    "origin": 1.5, "trouble": 1.3, "nationality": 1.2, "home": 1.0, "subject": 0.5, "bare": 0.3,
}  # fmt: skip

_FIGURE = 2.0  # a figure's end weighs more than any mention
_SAME, _TITLE, _LATER = 2.5, 1.2, 0.3  # the sentence itself, the headline, what comes after
_DECAY, _FORGOTTEN = 0.75, 6  # a sentence's distance; figures never fade further than that
_FAINT = 0.12  # a word far below the number is no support
_WINDOW = 3  # sentences that a figure may reach back for the figure before it

End = tuple[Placed, Known | None]


def in_focus(
    placed: Placed,
    memory: Memory,
    weights: Mapping[str, float],
    ends: Iterable[End],
    without: Collection[str] = (),
) -> Known | None:
    """The country with most weight of mentions and other figures' ends, near ones weighing more."""
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, Seen | Known]] = {}
    here = placed.sentence.index
    found: Iterable[tuple[float, Seen | Known]] = _mentions(placed, memory, weights)
    for weight, end in chain(found, _figures(here, ends)):
        iso3 = end.iso3
        if not iso3 or iso3 in without:
            continue
        scores[iso3] = scores.get(iso3, 0.0) + weight
        if iso3 not in best or best[iso3][0] < weight:
            best[iso3] = (weight, end)
    if not scores:
        return None
    if max(scores.values()) < _FAINT:
        return None
    _, most = best[max(scores, key=lambda iso3: scores[iso3])]
    return most.known(where(most, here)) if isinstance(most, Seen) else again(most)


def earlier(placed: Placed, memory: Memory, fits: Callable[[Placed], bool]) -> Placed | None:
    """The last figure before this one that fits, not too far back; the headline's always counts."""
    here = placed.sentence.index
    near = (
        p
        for p in reversed(memory.placed)
        if p.sentence.in_title or here - p.sentence.index <= _WINDOW
    )
    return next((p for p in near if fits(p)), None)


def again(known: Known | None) -> Known | None:
    """The end of the figure before, as the context of this one."""
    return known._replace(basis=Basis.CONTEXT, rule="figure-before") if known else None


def _mentions(
    placed: Placed, memory: Memory, weights: Mapping[str, float]
) -> Iterable[tuple[float, Seen]]:
    here = placed.sentence.index
    until = placed.sentence.span.start + placed.link.until
    for seen in memory.seen:
        behind = seen.sentence == here and seen.span.start >= until
        behind = behind and seen.kind != "institution"  # it speaks for all of its sentence
        if seen.role in weights and seen.kind != "anaphor" and not behind:
            yield weights[seen.role] * _nearness(seen, here), seen


def _figures(here: int, ends: Iterable[End]) -> Iterable[tuple[float, Known]]:
    for before, end in ends:
        if end is not None:
            distance = min(_FORGOTTEN, max(0, here - before.sentence.index))
            yield _FIGURE * _DECAY**distance, end


def _nearness(seen: Seen, here: int) -> float:
    if seen.sentence == here:
        return _SAME
    if seen.in_title:
        return _TITLE
    fading = _DECAY ** abs(here - seen.sentence)
    return fading if seen.sentence < here else fading * _LATER


def where(seen: Seen, here: int) -> str:
    """Where a place is named, seen from a sentence: the name of the rule that gives an end."""
    if seen.sentence == here:
        return f"{seen.role}-in-sentence"
    if seen.in_title:
        return "headline"
    return "sentence-before" if seen.sentence < here else "sentence-after"
