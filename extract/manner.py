"""How a count is meant: a total or a pace, reported, expected or denied."""

from __future__ import annotations

import re

from extract.lexicon.load import forms, lowered, table, trie, words
from extract.lexicon.spoken import spoken, tellers
from extract.model import Rate, Span, Status


def _any(kind: str) -> str:
    return f"(?:{trie(words('manner_words', kind))})"


_RATES = {
    p.lower(): Rate(row["rate"])
    for row in table("rates", unique="phrase")
    for p in forms(row["phrase"])
}
_RATE = re.compile(
    rf"(?<!\w)(?={trie({phrase[0] for phrase in _RATES})})"  # most letters are passed over here
    + "".join(rf"(?<!\b{word} )" for word in words("manner_words", "no_pace_behind"))
    + rf"(?:{trie(_RATES)})(?!\w)(?!\s{_any('no_pace_ahead')})"
)
# What holds none of these has no pace; no boundary, since a part of a sentence may cut a word.
_PACED = re.compile(trie({*(p.split()[-1] for p in _RATES), *words("manner_words", "paced")}))
_CUES = {
    p.lower(): Status(row["status"])
    for row in table("status_cues", unique="phrase")
    for p in forms(row["phrase"])
}
_EXPECTING = [phrase for phrase, status in _CUES.items() if status is Status.PROJECTED]
_DENYING = [phrase for phrase, status in _CUES.items() if status is Status.DENIED]
_OF_EXPECTING, _OF_DENYING = tellers(_EXPECTING), tellers(_DENYING)
_PROJECTED = re.compile(
    rf"(?<![\w-])(?:{trie(_EXPECTING)})(?![\w])"
    r"(?!\s(?:have|has)\s(?!to\s)|\s(?:already|well)\shave\s)"
)
_DENIED = re.compile(rf"(?<!\w)(?:{trie(_DENYING)})(?!\w)")
_INSTEAD = re.compile(rf";|,\sbut\s|\band\s{_any('says_instead')}\b")
_NOT = re.compile(r"\bnot\s[\"“‘']?$", re.IGNORECASE)
_CLAUSE_END = re.compile(rf"[;—]|,\s{_any('ends_after_comma')}\b|\s{_any('ends')}\s")
_HAD_TO = re.compile(rf"\b(?:{trie(words('manner_words', 'had_to'))})\s$")
_WHO_HAD = re.compile(r"\bwho\s(?:had|have)\s(?:been\s)?$")
_HAPPENED = re.compile(rf"\b{_any('happened')}\b(?!\sto\b)")
_WISHES = frozenset(words("manner_words", "wish"))
_CAUGHT = re.compile(rf"\b{_any('caught')}\b")
_MONTH = re.compile(rf"\bmay\s\d|\d\sMay\b|\b{_any('before_month')}[\s-]May\b")
_UP_TO = re.compile(r"up to\b")
_SAME_PACE = re.compile(rf"\b{_any('same_pace')}\b")
_GOES_UP = re.compile(rf"\b{_any('goes_up')}\s$")
_REACH = 70
_NOUN_REACH = 70
_DAILY = re.compile(rf"\b({_any('paced')})\s(?:\w+\s){{0,2}}{_any('flow')}\b[^;,]*$")


def rate(text: str, count: Span, following: int) -> Rate:
    """Whether the count is a pace: "10,000 a day", "daily arrivals of 600"."""
    text = lowered(text)
    after = text[count.end : min(following, count.end + _REACH)].split(";")[0]
    if _PACED.search(after) and (m := _RATE.search(after)):
        return _RATES[re.sub(r"\s+", " ", m[0])]
    if not _PACED.search(text, max(0, count.start - _NOUN_REACH), count.start):
        return Rate.TOTAL
    if m := _DAILY.search(text[max(0, count.start - _NOUN_REACH) : count.start]):
        return _RATES[m[1]]
    before = text[max(0, count.start - 28) : count.start]
    if m := _RATE.search(before):
        return (
            _RATES[re.sub(r"\s+", " ", m[0])]
            if not re.search(r"[;,]", before[m.end() :]) or _opens_with(m[0], before[m.end() :])
            else Rate.TOTAL
        )
    return Rate.TOTAL


def goes_up(text: str, count: Span) -> bool:
    """ "Had shot up to 22,390", "adds up to 7,600": no bound, but where a number went."""
    return (
        _UP_TO.match(text, count.start) is not None
        and _GOES_UP.search(text[: count.start]) is not None
    )


def goes_on_pace(gap: str) -> bool:
    """Whether what stands between two numbers sets the second against the first."""
    return _SAME_PACE.search(gap) is not None


def _opens_with(pace: str, gap: str) -> bool:
    """ "Every day, some 1,500 people return": a comma behind the pace that opens a sentence."""
    return pace.startswith(words("manner_words", "each_pace")) and gap == ", "


def status(text: str, count: Span, term: Span | None) -> Status:
    """Whether the sentence reports the count, expects it or denies it."""
    said = spoken(text)
    if "not" in said and _NOT.search(text[: count.start]):
        return Status.DENIED
    low = lowered(text)
    if not _OF_DENYING.isdisjoint(said) and _is_denied(low, count):
        return Status.DENIED
    if _OF_EXPECTING.isdisjoint(said):
        return Status.REPORTED
    clause = _clause(low, count, term)
    piece = clause.of(text)
    for m in _PROJECTED.finditer(clause.of(low)):
        if _HAPPENED.search(piece, m.end()) or _HAD_TO.search(piece, 0, m.start()):
            continue  # "had to be evacuated": they were
        if _WHO_HAD.search(piece, 0, m.start()):
            continue  # "19 people who had been ordered to leave docked": that is past
        if m[0] in _WISHES and _CAUGHT.search(low):
            continue  # "arrested 454 people trying to enter": they have been caught
        if not (
            m[0] == "may"
            and (
                piece.startswith("May", m.start())
                or _MONTH.search(piece[max(0, m.start() - 8) : m.end() + 3])
            )
        ):
            return Status.PROJECTED
    return Status.REPORTED


def _is_denied(text: str, count: Span) -> bool:
    """ "Denied that 3 million are there and put at 1.5 million those who left": not the second."""
    between = (
        text[min(m.end(), count.end) : max(m.start(), count.start)] for m in _DENIED.finditer(text)
    )
    return not all(_INSTEAD.search(gap) for gap in between)


def _clause(text: str, count: Span, term: Span | None) -> Span:
    """The stretch that a modal verb can reach: up to the next clause on either side."""
    start = 0
    for m in _CLAUSE_END.finditer(text, 0, count.start):
        start = m.end()
    if term is not None:
        return Span(
            start, max(count.end, term.end)
        )  # "could reach", "is expected to": the cue stands before the verb
    after = _CLAUSE_END.search(text, count.end)
    return Span(start, after.start() if after else len(text))
