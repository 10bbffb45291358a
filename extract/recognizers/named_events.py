"""Happenings with a known day that news texts count from: "since the invasion of Ukraine"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.lexicon.load import by_letter, forms, table


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """A happening, the words that name it beyond doubt and those that do so in its context."""

    name: str
    named: frozenset[str]
    called: frozenset[str]
    day: date
    until: date | None


def about(text: str, language: str = "en") -> tuple[str, ...]:
    """The events that the text could mean by "the war" or "the decree", most spoken of first.

    >>> about("Sudan's army said that Sudanese refugees had left for Chad.")
    ('war in Sudan',)
    """
    mentions: Counter[str] = Counter()
    of_word = _by_context(language)
    for match in _context(language).finditer(text):
        for name in of_word[match.group().casefold()]:
            mentions[name] += 1
    return tuple(name for name, _ in mentions.most_common())


def day_of(
    words: str, events: tuple[str, ...], published: date | None, language: str = "en"
) -> date | None:
    """The day of the event that the words stand for in a text about these events."""
    event = _meant(words, events, published, language)
    return event.day if event else None


def days_of(
    words: str, events: tuple[str, ...], published: date | None, language: str = "en"
) -> tuple[date, date] | None:
    """The first and the last day of the event meant, where it is known to be over."""
    event = _meant(words, events, published, language)
    return (event.day, event.until) if event and event.until else None


def _meant(
    words: str, events: tuple[str, ...], published: date | None, language: str
) -> NamedEvent | None:
    known = [e for e in _events(language) if published is None or e.day <= published]
    for event in known:
        if words in event.named:
            return event
    meant = {event.name: event for event in known if words in event.called}
    return next((meant[name] for name in events if name in meant), None)


def main_day(events: tuple[str, ...], language: str = "en") -> date | None:
    """The day of the event that the text speaks of most."""
    days = {event.name: event.day for event in _events(language)}
    return days[events[0]] if events else None


def event_words(language: str = "en") -> list[str]:
    """Every word that may stand for an event."""
    rows = table("named_events", language)
    return sorted({word for row in rows for word in forms(f"{row['named']}|{row['called']}")})


@cache
def _events(language: str) -> tuple[NamedEvent, ...]:
    """The events, the latest first: "the war" of an article is seldom the older one."""
    events = [
        NamedEvent(
            name=row["event"],
            named=frozenset(word.casefold() for word in forms(row["named"])),
            called=frozenset(word.casefold() for word in forms(row["called"])),
            day=date.fromisoformat(row["date"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for row in table("named_events", language)
    ]
    return tuple(sorted(events, key=lambda event: event.day, reverse=True))


@cache
def _by_context(language: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in table("named_events", language):
        for word in forms(row["about"]):
            names.setdefault(word.casefold(), []).append(row["event"])
    return names


@cache
def _context(language: str) -> re.Pattern[str]:
    words = [word for row in table("named_events", language) for word in forms(row["about"])]
    return re.compile(rf"{by_letter(words)}(?!\w)")
