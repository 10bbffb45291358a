"""The words before a time that say how it bounds: "since", "by", "said on", "than in"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.lexicon.spoken import Guarded, guarded


@dataclass(frozen=True, slots=True)
class Openers:
    """The compiled patterns of one language; each ends where the time begins."""

    kinds: Mapping[str, str]
    numbers: Mapping[str, str]
    unit_words: Mapping[str, str]
    opener: Guarded
    since: Guarded
    said: Guarded
    dateline: re.Pattern[str]
    speaks_later: Guarded
    speaks_next: re.Pattern[str]
    onwards: re.Pattern[str]
    compared: Guarded
    then: re.Pattern[str]
    than: Guarded
    run_up: Guarded
    run_on: Guarded
    lasting: Guarded
    joiner: re.Pattern[str]
    up_to_now: Guarded
    had: Guarded
    data: Guarded
    amid: Guarded
    uprooted: re.Pattern[str]
    reached: Guarded
    put_at: Guarded
    relative: Guarded
    clause: Guarded
    share_of: Guarded
    contrast: Guarded
    contrasted: re.Pattern[str]
    beside: re.Pattern[str]
    alone: re.Pattern[str]
    so_far_behind: re.Pattern[str]
    causing: re.Pattern[str]
    by_when: Guarded
    dates_other: re.Pattern[str]
    same_report: Guarded
    later_report: Guarded

    def kind(self, text: str, position: int, end: int) -> tuple[str, int]:
        """How the time at the position is bounded, and where the word that says so begins."""
        near, far = max(0, position - _NEAR), max(0, position - _FAR)
        if self.dateline.match(text, 0, position):
            return "said", position
        if self.share_of.search(text, far, position):
            return "compared", position
        if self.compared.search(text, near, position):
            # "twice as often as in 2022, when 21,591 came": that number has its own time
            return ("in" if self.then.match(text, end) else "compared"), position
        if self.so_far_behind.match(text, end):
            return "so_far", position
        if match := self.opener.search(text, near, position):
            kind = self.kinds[" ".join(match[1].casefold().split())]
            if kind == "until" and self._causes(text, position, end):
                return "", position
            return kind, match.start(1)
        if match := self.since.search(text, far, position):
            return "since", match.start(1)
        if self.said.search(text, far, position):
            return "said", position
        return "", position

    def _causes(self, text: str, position: int, end: int) -> bool:
        """ "Displaced by Friday's earthquake", "by the 2021 floods": by what, and not by when."""
        named = text.endswith("the ", 0, position) and self.causing.match(text, end)
        return bool(named) or text.startswith(_OWNING, end)

    def units(self, match: re.Match[str]) -> tuple[int, str]:
        """How many of which unit a match of ``run_up`` names."""
        number = match["number"] or "1"
        count = number if number.isdecimal() else self.numbers[number.casefold()]
        return int(count), self.unit_words[match["unit"].casefold()]


@cache
def openers_of(language: str = "en") -> Openers:
    """The patterns of a language, compiled once."""
    kinds, numbers, units = (_words(kind, language) for kind in ("opener", "number", "unit"))
    since = [word for word, kind in kinds.items() if kind == "since"]
    joiners, run_up = (
        _words("joiner", language) | _words("pair_joiner", language),
        _words("unit_joiner", language),
    )
    counted = r"(?<!\ba\s)(?<!per\s)(?<!every\s)(?<!each\s)"  # no pace: "5,000 a year until"
    counted += rf"(?:(?P<number>\d{{1,3}}|{trie(numbers)})[\s-]{{1,4}})?(?P<unit>{trie(units)})"
    said, statement = _words("said", language), trie(_words("statement", language))
    spoken = _words("said", language) | _words("statement", language)
    data_nouns, part_of_day = _words("data_noun", language), trie(_words("part_of_day", language))
    data = trie(data_nouns)
    lasting, reached, shares = (_words(k, language) for k in ("lasting", "reached", "share_of"))
    put, relative, contrast = (_words(k, language) for k in ("put", "relative", "contrast"))
    by_when, amid, had = (_words(k, language) for k in ("by_when", "amid", "had"))
    up_to_now = _words("up_to_now", language)
    compared, than = _words("comparison", language), _words("than", language)
    return Openers(
        kinds=kinds,
        numbers=numbers,
        unit_words=units,
        opener=_ending(
            kinds,
            rf"({trie(kinds)})\s{{1,4}}(?:{_CLOCK}\s{{1,4}}(?:on\s{{1,4}}|of\s{{1,4}})?)?(?:(?:the|a)\s{{1,4}})?",
        ),
        since=_ending(since, rf"({trie(since)})\s{{1,4}}(?:{_PLAIN_WORD}\s{{1,4}}){{1,8}}"),
        # "said in Geneva on", "a table, out in"
        said=_ending(
            [*spoken, *data_nouns],
            rf"(?:(?:{trie(spoken)})\s{{1,4}}(?:{_NO_CLAUSE}{_PLAIN_WORD}\s{{1,4}}){{0,6}}"
            rf"|(?:{data}),?\s(?:just\s|newly\s)?out\s(?:(?:on|in)\s(?:the\s)?)?)",
        ),
        # "GENEVA, Sept 29 - " and "TBILISI, 9 March. "
        dateline=re.compile(
            r"\s{0,4}(?:[A-Z][A-Z/. -]{2,30}+,\s{1,4})(?:[A-Z][\w ]{2,20}+,\s{1,4})?\Z"
        ),
        then=re.compile(r"\s{0,4},\s{0,4}(?:when|with)\s"),
        speaks_later=guarded(
            rf"\s{{0,4}},?\s{{1,4}}(?:{_PLAIN_WORD},?\s{{1,4}}){{0,10}}?(?:{trie(said)})(?!\w)",
            said,
        ),
        # "on Tuesday said", "Tuesday's bulletin"
        speaks_next=re.compile(
            rf"(?:\s{{1,4}}(?:{trie(said)})|['\u2019]s\s(?:\w+\s)?{statement})(?!\w)"
        ),
        onwards=re.compile(rf"\s(?:{trie(_words('onwards', language))})(?!\w)"),
        compared=_ending(
            compared,
            rf"(?<!later\s)(?:{trie(compared)})\s{{1,4}}(?:(?:in|on|at)\s{{1,4}})?(?:the\s{{1,4}})?",
        ),
        than=_ending(than, rf"(?:{trie(than)})\s{{1,4}}(?:(?:the|a)\s{{1,4}})?"),
        # "the 12 months to"
        run_up=_ending(
            units,
            rf"{counted}(?:\speriod)?\s{{1,4}}(?P<joiner>{trie(run_up)})\s{{1,4}}(?:(?:in|on)\s{{1,4}})?(?:the\s{{1,4}})?",
        ),
        run_on=_ending(
            units,
            rf"{counted}(?:\speriod)?\s{{1,4}}(?P<joiner>{trie(_words('run_on', language))})"
            r"\s{1,4}(?:on\s{1,4})?(?:the\s{1,4})?",
        ),
        lasting=_ending(lasting, rf"(?:{trie(lasting)})\s{{1,4}}(?:the\s{{1,4}})?"),
        # "was reached by 5,000" is no total
        reached=_ending(reached, rf"(?:{trie(reached)})\s{{1,4}}(?!by\s)(?:\w{{1,20}}\s){{0,2}}"),
        put_at=guarded(rf"(?<!\w)(?:{trie(put)})\s[^,.;]{{0,160}}\sat\s\Z", put),
        relative=guarded(rf",\s(?:{trie(relative)})\s[^,]{{0,100}}\Z", relative),
        clause=guarded(rf"(?<!\w)(?:{trie(relative)})\s[^,]{{0,100}}\Z", relative),
        share_of=_ending(shares, rf"(?:{trie(shares)})\s(?:{_PLAIN_WORD}\s{{1,4}}){{1,8}}"),
        contrast=guarded(
            rf"(?<!\w)(?:{trie(contrast)})\s(?:(?!and\s)[\w-]{{1,20}}\s){{0,6}}\Z", contrast
        ),
        up_to_now=guarded(rf"(?<!\w)(?:{trie(up_to_now)})(?!\w)", up_to_now),
        contrasted=re.compile(rf",\s(?:{trie(contrast)})\s(?:\w[\w-]{{0,20}}\s){{1,6}}(?:the\s)?"),
        beside=re.compile(rf"\W{{0,3}}(?:{trie(_words('beside', language))})(?!\w)", re.IGNORECASE),
        alone=re.compile(rf"\s(?:{trie(_words('alone', language))})(?!\w)"),
        causing=re.compile(
            rf"\s(?:\w{{1,20}}\s){{0,2}}(?:{trie(_words('disaster', language))})(?!\w)"
        ),
        so_far_behind=re.compile(rf"\s(?:{trie(_words('so_far_behind', language))})(?!\w)"),
        # "a later bulletin", "the ministry later spoke"
        later_report=guarded(
            rf"(?<!\w)later\s(?:\w{{1,20}}\s){{0,2}}?(?:{data}|{statement}|{trie(said)})(?!\w)",
            ["later"],
            re.IGNORECASE,
        ),
        dates_other=re.compile(
            rf"[^.;:]{{0,120}}?\s(?:and|but)\s(?:{trie(_words('dates_it', language))})\s"
            r"(?:the|its|their)\s[\w ,.-]{1,30}?\s(?:on|at|to|in)\s(?:the\s)?"
        ),
        same_report=guarded(
            rf"(?<!\w)the\ssame\s(?:\w{{1,20}}\s)?"
            rf"(?:{trie(_words('told_at', language))}|{statement})(?!\w)",
            ["same"],
            re.IGNORECASE,
        ),
        by_when=guarded(rf"(?<!\w)(?:{trie(by_when)})\s[^,.;]{{0,80}}\Z", by_when),
        amid=_ending(amid, rf"(?:{trie(amid)})\s(?:the\s)?"),
        uprooted=re.compile(rf"\s(?:{trie(_words('uprooted', language))})\s"),
        data=_ending(data_nouns, rf"(?:{data})\s"),
        # "had come", and not "had 500 arrivals"
        had=guarded(rf"(?<!\w)(?:{trie(had)})\s(?!\d|{trie(_words('amount', language))}\s)", had),
        joiner=re.compile(
            rf"(?:\s{part_of_day})?(?P<apart>,[^,;:]{{1,80}},)?\s?(?P<word>{trie(joiners)})\s?(?:the\s|{_CLOCK}\s)?"
        ),
    )


def _ending(phrases: Iterable[str], pattern: str) -> Guarded:
    return guarded(rf"(?<!\w){pattern}\Z", phrases, re.IGNORECASE)


def _words(kind: str, language: str) -> dict[str, str]:
    return {
        word.casefold(): row["value"]
        for row in table("periods", language)
        if row["kind"] == kind
        for word in forms(row["word"])
    }


_PLAIN_WORD = r"[^\W\d][\w.'\u2019-]{0,40}+"
_NO_CLAUSE = r"(?!(?:that|ha[sd]|have|w[ae]s|were)\b)"
_CLOCK = (
    r"\d{1,2}(?:[:.]\d\d)?(?:\s?(?:[ap]\.?m\.?|GMT|o'clock))?(?:\s{1,4}in\s{1,4}the\s{1,4}\w{7,9})?"
)
_OWNING = ("'s ", "\u2019s ")
_NEAR = 40
_FAR = 100
