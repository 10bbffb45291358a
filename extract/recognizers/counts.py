"""Counts stated in a sentence: a number with its quantifier, a range, or a vague magnitude."""

from __future__ import annotations

import re

from extract.lexicon.load import forms, lowered, table, trie
from extract.lexicon.spoken import spoken, tellers
from extract.model import Count, Quantifier, Span
from extract.recognizers.numbers import NUMBER, NUMBER_BEGINNINGS, number

_BEFORE: dict[str, Quantifier] = {}
_AFTER: dict[str, Quantifier] = {}
for _row in table("quantifiers"):
    _side = _BEFORE if _row["place"] == "before" else _AFTER
    _side.update(dict.fromkeys(forms(_row["phrase"]), Quantifier(_row["quantifier"])))
_VAGUE = {
    p: (int(r["low"]), int(r["high"]))
    for r in table("vague", unique="phrase")
    for p in forms(r["phrase"])
}

# "only about", "a total of more than": words that may stand between and change nothing.
_FILLERS = (
    "only", "just", "the", "a", "an", "total", "of", "further", "another", "additional", "some",
    "now", "already", "even", "perhaps",
)  # fmt: skip
_FILLER = rf"(?:(?:{'|'.join(_FILLERS)})\s++){{0,3}}"
_OPEN = ("between", "from", "anywhere between", "anywhere from", "somewhere between")
_BEGINNINGS = {
    words.split()[0]
    for words in (
        *_FILLERS,
        *_OPEN,
        *_VAGUE,
        *NUMBER_BEGINNINGS,
        *(w for w in _BEFORE if w[0].isalpha()),
    )
}
_QUANTIFIER = trie(w for w in _BEFORE if w[0].isalpha())
_BEFORE_WORDS = re.compile("|".join(re.escape(w) for w in sorted(_BEFORE, key=len, reverse=True)))
_MENTION = re.compile(
    rf"""
    (?<![\w.,])(?=[\d~≈<>]|(?:{trie(_BEGINNINGS)})(?!\w))(?:  # most words are passed over here
        (?P<quant>(?:{_FILLER}(?<![\w])(?:{_QUANTIFIER})\s++){{1,3}}|(?:[~≈<>]\s?))?
        (?:
          (?P<open>{"|".join(map(re.escape, _OPEN))})\s++
            (?P<low>(?:about\s|around\s|some\s)?{NUMBER})(?:\s++(?P<join1>and|to)\s++)
            (?P<high>(?:about\s|around\s)?{NUMBER})
        | (?P<vague>{trie(_VAGUE)})\b
        | (?P<a>{NUMBER})(?:(?P<join2>\s?[-–—]\s?|\s++(?:to|or)\s++)(?P<b>{NUMBER}))?
        )
        (?P<after>\s?\+|[\ -]?(?:{trie(w for w in _AFTER if w != "+")})\b)?
    )
    """,
    re.VERBOSE,
)
_RISE = re.compile(
    r"(?:r[io]se[ns]?|rising|fell|fall(?:s|ing|en)?|dropp?(?:ed|s|ing)?|gr[eo]wn?|growing"
    r"|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|declin(?:ed?|es|ing)|jump(?:ed|s|ing)?|trimm?ed"
    r"|cut|went|goes|gone|up|down|climb(?:ed|s|ing)?|reduc(?:ed?|es|ing)|rais(?:ed?|es|ing)"
    r"|soar(?:ed|s|ing)?|surg(?:ed?|es|ing)|swell(?:ed|ing)?|shr[aiu]nk|revis(?:ed?|ing)"
    r"|doubl(?:ed?|ing)|mov(?:ed?|ing)|chang(?:ed?|ing))"
    r"(?:\W+\w+){0,8}\W*$",
    re.IGNORECASE,
)
_MAGNITUDES = {"hundred", "thousand", "million", "billion", "dozen", "lakh", "crore"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALE = re.compile(rf"\b(?:(?:{'|'.join(sorted(_MAGNITUDES))}|[kmb])\b\s*){{1,3}}$")
_WIDEST = 1000  # times: "since May 2 to 14,500" is a day and a number
_DIGIT = re.compile(r"\d")
_LAST_DIGIT = re.compile(r"\A.*\d", re.DOTALL)
_OF_NUMBERS = {w.split()[-1] for w in _VAGUE} | _MAGNITUDES
_OF_NUMBERS |= tellers(row["word"] for row in table("number_words"))


# "the displacement of more than 7 million": such words before a quantifier belong to the clause.
_LEAD = re.compile(r"(?:(?:of|the|now|already|even|further|another|additional)\s+)+", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about|around|some)\s", re.IGNORECASE)


def may_hold(text: str) -> bool:
    """Whether a text holds anything that could be a count: a look that costs next to nothing."""
    return _DIGIT.search(text) is not None or not _OF_NUMBERS.isdisjoint(spoken(text))


def find(text: str) -> list[Count]:
    """The counts stated in a sentence, in reading order; spans count from its start.

    >>> [(c.surface, c.count, str(c.quantifier)) for c in find("At least 40,000 came, dozens left")]
    [('At least 40,000', 40000, 'more_than'), ('dozens', None, 'vague')]
    """
    found: list[Count] = []
    low = lowered(text)
    at, last = 0, _last(text)
    while at < last and (m := _MENTION.search(low, at)):
        counts = _read(text, m)
        found += counts
        at = max(m.end(), at + 1)
    return found


def _last(text: str) -> int:
    """Where the last number of a text may end: in digits, unless it has words for numbers."""
    if not _OF_NUMBERS.isdisjoint(spoken(text)):
        return len(text)
    digits = _LAST_DIGIT.match(text)
    return digits.end() if digits else 0


def _read(text: str, m: re.Match[str]) -> list[Count]:
    if m["vague"]:
        least, most = _VAGUE[_plain(m["vague"])]
        span = m.span("vague")
        return [_count(text, m.start(), span[1], span, None, least, most, Quantifier.VAGUE)]
    if m["a"] and not m["b"]:
        return _single(text, m, m.start(), m.span("a"), m.end())
    first, second = ("low", "high") if m["open"] else ("a", "b")
    low, high = _bounds(m[first], m[second])
    if _is_range(text, m, low, high):
        start = m.start(first) if m["open"] == "from" else m.start()
        return [
            _count(
                text, m.start(), m.end(), (start, m.end(second)), None, low, high, Quantifier.RANGE
            )
        ]
    start = m.start() if not m["open"] else m.start(first)
    return _single(text, m, start, m.span(first), m.end(first)) + _single(
        text, None, m.start(second), m.span(second), m.end(second)
    )


def _is_range(text: str, m: re.Match[str], low: int | None, high: int | None) -> bool:
    if low is None or high is None or low >= high or high > _WIDEST * low:
        return False
    joined_by_to = (m["join1"] or m["join2"] or "").strip() == "to" and m["open"] in (None, "from")
    if joined_by_to and _RISE.search(
        text[max(0, m.start() - 80) : m.start("low" if m["open"] else "a")]
    ):
        return False
    if joined_by_to and _YEAR.fullmatch(m["a"] or "") and ("," in m["b"] or _SCALE.search(m["b"])):
        return False  # "the total for 2023 to 25,262", "since 2016 to 1.2 million"
    return not (1900 <= low <= 2100 and 1900 <= high <= 2100)


def _bounds(first: str, second: str) -> tuple[int | None, int | None]:
    low, high = number(_bare(first)), number(_bare(second))
    if low is None or high is None:
        return low, high
    scale = _SCALE.search(second.casefold())
    if low < 1000 and low < high and scale and not _SCALE.search(first.casefold()):
        scaled = number(f"{first} {scale[0]}")  # "10 to 15 thousand": the scale holds for both
        low = scaled if scaled is not None and scaled < high else low
    if (
        low < 1000 <= high
        and first.strip().isdigit()
        and second.strip().endswith(",000")
        and low * 1000 < high
    ):
        low *= 1000  # "30-35,000"
    return low, high


def _bare(surface: str) -> str:
    about = _ABOUT.match(surface)
    return surface[about.end() :] if about else surface


def _single(
    text: str, m: re.Match[str] | None, start: int, span: tuple[int, int], end: int
) -> list[Count]:
    value = number(_bare(text[span[0] : span[1]]))
    words = _quantifiers(m["quant"]) if m and m["quant"] else []
    tail = _plain(m["after"]).removeprefix("-") if m and m["after"] else ""
    quantifier = _strongest(words + ([_AFTER[tail]] if tail else []))
    low = None if quantifier is Quantifier.LESS_THAN else value
    high = None if quantifier is Quantifier.MORE_THAN else value
    return [_count(text, start, end, span, value, low, high, quantifier)]


def _quantifiers(surface: str) -> list[Quantifier]:
    return [_BEFORE[m[0]] for m in _BEFORE_WORDS.finditer(_plain(surface))]


def _strongest(found: list[Quantifier]) -> Quantifier:
    for q in (Quantifier.LESS_THAN, Quantifier.MORE_THAN, Quantifier.APPROXIMATELY):
        if q in found:
            return q
    return Quantifier.EXACT


def _count(
    text: str,
    start: int,
    end: int,
    number_span: tuple[int, int],
    value: int | None,
    low: int | None,
    high: int | None,
    quantifier: Quantifier,
) -> Count:
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < number_span[0] and (lead := _LEAD.match(text, start, number_span[0])):
        start = lead.end()
    return Count(
        Span(start, end), Span(*number_span), text[start:end], value, low, high, quantifier
    )


def _plain(surface: str) -> str:
    return " ".join(surface.casefold().split())
