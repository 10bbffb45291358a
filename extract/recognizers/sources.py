"""Who is quoted in a sentence: people, offices, agencies and records, as written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extract.model import Source, Span
from extract.recognizers.source_names import Names, names_of


def find(text: str, language: str = "en") -> list[Source]:
    """The sources quoted in the sentence, in reading order.

    >>> [source.surface for source in find("Armenia says 40,000 Russians have arrived.")]
    ['Armenia']
    """
    return list(_found(text, language))


@lru_cache(maxsize=512)  # an article's sentences are asked for their sources more than once
def _found(text: str, language: str) -> tuple[Source, ...]:
    names = names_of(language)
    found: dict[Span, Source] = {}
    for cue, kind in names.cues(text):
        span = _name(text, cue, kind, names)
        if span is not None:
            quoted = _kind(text, span, cue.of(text), kind, names)
            found.setdefault(span, Source(span, span.of(text), cue, quoted))
    if ":" in text and (label := names.label.match(text)):
        span = Span(*label.span("name"))
        if names.is_office(span.of(text)):
            found.setdefault(span, Source(span, span.of(text), Span(span.end, label.end())))
    if len(found) < 2:
        return tuple(found.values())
    return tuple(sorted(_outermost(found.values()), key=lambda source: source.span))


def pronoun(text: str, language: str = "en") -> bool:
    """Whether the sentence quotes somebody named before: "he said", "it added"."""
    return names_of(language).he_said(text)


def mentioned(text: str, language: str = "en") -> list[Source]:
    """The offices, experts and records that the sentence names, whether it quotes them or not.

    >>> [source.surface for source in mentioned("The weekly Vreme settled on 80,000.")]
    ['The weekly Vreme']
    """
    return list(_mentioned(text, language))


@lru_cache(maxsize=64)  # figures beside each other look for a name in the same sentences
def _mentioned(text: str, language: str) -> tuple[Source, ...]:
    spans = names_of(language).mentioned(text)
    return tuple(Source(span, span.of(text), span, "mentioned") for span in spans)


def _name(text: str, cue: Span, kind: str, names: Names) -> Span | None:
    if kind == "names":
        span = names.after(text, cue.end)
        return span or (names.before(text, cue.start) if cue.of(text) in names.relays else None)
    span = None
    if kind in ("speaks", "noun_too"):
        span = names.inverted(text, cue)
    if span is None:
        span = names.before(text, cue.start)
    if span is not None and kind in ("counts", "own") and not names.is_office(span.of(text)):
        return None
    return span


def _kind(text: str, span: Span, cue: str, kind: str, names: Names) -> str:
    if kind == "denies":
        return "denies"
    name, cue = span.of(text), cue.casefold()
    if cue.endswith(" by") and cue in names.relays:
        return "relay"
    if names.is_press(name) and cue not in names.reckons:
        return "relay"
    if cue in names.relays and not names.is_office(name):
        return "relay"
    return "record" if names.is_record(name) and name.islower() else "speaker"


def _outermost(sources: Iterable[Source]) -> list[Source]:
    kept: list[Source] = []
    for source in sorted(sources, key=lambda s: s.span.start - s.span.end):  # the longest first
        if not any(
            source.span.overlaps(other.span) or source.span.overlaps(other.cue) for other in kept
        ):
            kept.append(source)
    return kept
