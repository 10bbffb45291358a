"""How a count is meant: a total or a pace, reported, expected or denied."""

from __future__ import annotations

import re

from extract.lexicon.load import forms, table, trie
from extract.model import Rate, Span, Status

_RATES = {
    p: Rate(row["rate"]) for row in table("rates", unique="phrase") for p in forms(row["phrase"])
}
_RATE = re.compile(
    r"(?<!half )(?<!\bin )(?<!\bof )(?<!within )(?<!over )(?<!after )(?<!for )(?<!than )"
    rf"(?<!once )(?<![\w])(?:{trie(_RATES)})(?!\w)"
    r"(?!\s(?:ago|earlier|before|later|after|on|prior|previously|of|old|long|in\s(?:which|jail|prison)))",
    re.IGNORECASE,
)
_CUES = {
    p: Status(row["status"])
    for row in table("status_cues", unique="phrase")
    for p in forms(row["phrase"])
}
_PROJECTED = re.compile(
    rf"(?<![\w-])(?:{trie(p for p, s in _CUES.items() if s is Status.PROJECTED)})(?![\w])"
    r"(?!\s(?:have|has)\s|\s(?:already|well)\shave\s)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"(?<!\w)(?:{trie(p for p, s in _CUES.items() if s is Status.DENIED)})(?!\w)", re.IGNORECASE
)
_NOT = re.compile(r"\bnot\s[\"“‘']?$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;—]|,\s(?:and|but|while|whereas|although|though|as|after|when|which|who|compared|against|up\sfrom|down\sfrom)\b|\s(?:while|whereas|although|because|after|before)\s",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"\b(?:has|have|had|was|were)\b(?!\sto\b)")
_MONTH = re.compile(r"\bmay\s\d|\d\sMay\b|\b(?:in|of|since|from|until|by|late|early|mid)[\s-]May\b")
_REACH = 70
_NOUN_REACH = 70
_DAILY = re.compile(
    r"\b(daily|weekly|monthly|annual|yearly)\s(?:\w+\s){0,2}"
    r"(?:arrivals|entries|crossings|departures|exits|number|average|figure|intake|applications"
    r"|encounters|inflow|total)\b[^;,]*$",
    re.IGNORECASE,
)


def rate(text: str, count: Span, following: int) -> Rate:
    """Whether the count is a pace: "10,000 a day", "daily arrivals of 600"."""
    after = text[count.end : min(following, count.end + _REACH)]
    if m := _RATE.search(after.split(";")[0]):
        return _RATES[re.sub(r"\s+", " ", m[0].casefold())]
    if m := _DAILY.search(text[max(0, count.start - _NOUN_REACH) : count.start]):
        return _RATES[m[1].casefold()]
    before = text[max(0, count.start - 28) : count.start]
    if m := _RATE.search(before):
        return (
            _RATES[re.sub(r"\s+", " ", m[0].casefold())]
            if not re.search(r"[;,]", before[m.end() :])
            else Rate.TOTAL
        )
    return Rate.TOTAL


def status(text: str, count: Span, term: Span | None) -> Status:
    """Whether the sentence reports the count, expects it or denies it."""
    if _NOT.search(text[: count.start]):
        return Status.DENIED
    clause = _clause(text, count, term)
    piece = clause.of(text)
    if _DENIED.search(text):
        return Status.DENIED
    for m in _PROJECTED.finditer(piece):
        if _HAPPENED.search(piece, m.end()):
            continue
        if not (
            m[0].casefold() == "may"
            and (m[0] == "May" or _MONTH.search(piece[max(0, m.start() - 8) : m.end() + 3]))
        ):
            return Status.PROJECTED
    return Status.REPORTED


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
