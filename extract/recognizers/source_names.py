"""What names of sources look like: capitals and the nouns of offices, next to words that quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.lexicon.spoken import spoken, tellers
from extract.model import Span
from extract.recognizers.time_words import LONGEST


@dataclass(frozen=True, slots=True)
class Names:
    """The compiled patterns of one language."""

    cue: re.Pattern[str]
    own: re.Pattern[str]
    kinds: Mapping[str, str]
    as_noun: re.Pattern[str]
    placed: re.Pattern[str]
    governed: re.Pattern[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    label: re.Pattern[str]
    subject: re.Pattern[str]
    pronoun: re.Pattern[str]
    inverts: re.Pattern[str]
    ends: re.Pattern[str]
    part: re.Pattern[str]
    headed: re.Pattern[str]
    office: re.Pattern[str]
    press: re.Pattern[str]
    record: re.Pattern[str]
    someone: re.Pattern[str]
    relays: frozenset[str]
    reckons: frozenset[str]
    of_cues: frozenset[str]  # words without any of which there is no cue, and so on
    of_pronouns: frozenset[str]
    of_verbs: frozenset[str]
    of_someone: frozenset[str]

    def after(self, text: str, position: int) -> Span | None:
        """The name that begins at the position, with the name that explains it."""
        return self._whole(self.ahead.match(text, position))

    def cues(self, text: str) -> Iterator[tuple[Span, str]]:
        """The words that quote somebody, each with what it does."""
        for match in self._cues(text[:LONGEST]):
            kind = self.kinds.get(" ".join(match[0].casefold().split()), "own")
            if kind != "noun_too" or not self.as_noun.match(text, match.end()):
                yield Span(*match.span()), kind

    def _cues(self, text: str) -> Iterator[re.Match[str]]:
        quoting, own = not self.of_cues.isdisjoint(spoken(text)), self.own.search(text)
        if own is None:
            yield from self.cue.finditer(text) if quoting else ()
            return
        at, word = 0, self.cue.search(text)
        while match := min((m for m in (word, own) if m), key=_start, default=None):
            yield match
            at = match.end()
            word = self.cue.search(text, at) if word and word.start() < at else word
            own = self.own.search(text, at) if own and own.start() < at else own

    def inverted(self, text: str, cue: Span) -> Span | None:
        """The name behind a verb that follows what was said: ", says the ministry"."""
        if not self.inverts.search(text, max(0, cue.start - 3), cue.start):
            return None
        span = self.after(text, cue.end)
        return span if span and self.ends.match(text, span.end) else None

    def before(self, text: str, position: int) -> Span | None:
        """The name that ends at the position, what explains it and a few adverbs aside."""
        start = max(0, position - _REACH)
        while match := self.behind.search(text, start, position):
            low = max(0, match.start() - _PREPOSITION)
            whole = self._whole(match)
            if whole and not self.governed.search(text, low, match.start()):
                return whole
            start = match.end("name")  # "from Sudan, the ministry said": Sudan said nothing
        return None

    def he_said(self, text: str) -> bool:
        """Whether somebody named before is quoted: "he said", "it added"."""
        words = spoken(text)
        if self.of_pronouns.isdisjoint(words) or self.of_verbs.isdisjoint(words):
            return False
        return self.pronoun.search(text) is not None

    def is_office(self, name: str) -> bool:
        """Whether an office, a body, an expert or a record is named, not just a place or person."""
        return self.office.search(name) is not None

    def is_press(self, name: str) -> bool:
        """Whether the name is that of a newspaper, a news agency or a site."""
        return self.press.search(name) is not None

    def is_record(self, name: str) -> bool:
        """Whether data or a report is named, not who stands behind it."""
        return self.record.search(name) is not None

    def mentioned(self, text: str) -> Iterator[Span]:
        """The offices and experts named anywhere in the text, by a name or with an article."""
        if self.of_someone.isdisjoint(spoken(text)):
            return
        for match in self.subject.finditer(text, 0, LONGEST):
            named = match.start() < match.start("name") or _INNER_CAPITAL.search(match["name"])
            if named and self.someone.search(match["name"]) and (span := self._whole(match)):
                yield span

    def _whole(self, match: re.Match[str] | None) -> Span | None:
        if match is None or not self.headed.search(match["name"]):
            return None
        if self.placed.match(match["name"]):
            return None
        start, end = match.span("name")
        if match["name"].endswith(("'s", "\u2019s")):
            end -= 2
        if part := self.part.match(match.string, start, end):
            start = part.end()  # "figures of the Agency" are the Agency's
        return Span(start, match.end("more") if match["more"] else end)


@cache
def names_of(language: str = "en") -> Names:
    """The patterns of a language, compiled once."""
    heads = [_nouns(kind, language) for kind in _HEADS]
    noun = _any([*_flat(heads), *_nouns("modifier", language), *_nouns("tail", language)])
    modifier = _any(_nouns("modifier", language))
    stop = trie([*_nouns("stop", language), *_calendar(language)])
    capital = rf"(?!(?:{stop})(?![\w'\u2019])){_CAPITAL}"
    word = rf"(?:{capital}|(?:{noun})(?:['\u2019]s)?(?![\w-]))"
    linked = rf"{_GAP}(?:{_LINK}{_GAP}(?:the{_GAP})?)?(?:The{_GAP})?{word}"
    of_any = rf"{_GAP}of{_GAP}(?:the|a|an){_GAP}[a-z-]{{1,40}}+"
    named = rf"(?:(?:The|An?){_GAP})?{word}(?>(?:{linked}|{of_any}){{0,9}})"
    name = rf"(?<![\w-])(?:{_ARTICLE}{_GAP})?(?P<name>{named})"
    backward = name.replace("(?>", "(?:")
    plain = backward.replace("(?P<name>", "(?:")
    appositive = _any(_cues("apposition", language))
    acronym = r"(?:\s{1,4}\([A-Z]{2,8}\))?"
    described = rf",{_GAP}(?:{appositive})\s[^,;:.]{{1,80}},"
    aside = rf"(?:,{_GAP}(?P<more>{plain}),|{described}(?:{_GAP}(?:{plain}),)?)?,?"
    dated = rf"(?:{_GAP}(?:from|for){_GAP}(?:{trie(_calendar(language))}|(?:19|20)\d\d))?"
    between = _any(_cues("between", language))
    verbs = _flat(_cues(kind, language) for kind in ("speaks", "tells", "noun_too"))
    someone = _flat([*heads[:3], heads[4]])
    pronouns = _any(_cues("pronoun", language))
    record = _any(_nouns("record", language))
    owned = _any(_cues("own", language))
    papers = [*_nouns("press", language), *_nouns("press_word", language)]
    papers.extend(_both_cases(_nouns("outlet", language)))
    return Names(
        cue=re.compile(rf"(?<![\w-])(?:{_any(_kinds(language))})(?![\w-])"),
        own=re.compile(rf"['\u2019]s{_GAP}(?:[\w-]{{1,40}}+{_GAP}){{0,2}}?(?:{owned})(?![\w-])"),
        kinds=_kinds(language),
        placed=re.compile(rf"(?:{modifier}){_GAP}(?:of|in|for|from|at)(?!\w)"),
        governed=re.compile(
            rf"(?<![\w-])(?:{_any(_cues('object_after', language))}){_GAP}(?:the{_GAP})?\Z"
        ),
        as_noun=re.compile(rf"{_GAP}{_NOUN_FOLLOWS}"),
        ahead=re.compile(rf"{_GAP}{name}{acronym}(?:,{_GAP}(?P<more>{plain})(?=[,.;]|\Z))?"),
        behind=re.compile(rf"{backward}{acronym}{dated}{aside}(?:{_GAP}(?:{between}))*\s{{0,4}}\Z"),
        label=re.compile(rf"\s{{0,4}}{name}:\s"),
        subject=re.compile(rf"{name}(?:,{_GAP}(?P<more>{plain})(?=[,.;]|\Z))?"),
        pronoun=re.compile(
            rf"(?<!\w)(?:{pronouns})(?:{_GAP}(?:{between}))*{_GAP}(?:{_any(verbs)})(?!\w)"
        ),
        inverts=re.compile(r"[,\"\u201d'\u2019]\s\Z"),
        ends=re.compile(r"[,.;:\"\u201d)]|\Z|\s{1,4}(?:on|in|at|last|this|after|when|who)\s"),
        part=re.compile(
            rf"(?:(?:{modifier}){_GAP}){{0,2}}(?:{record}){_GAP}(?:of|from|by){_GAP}(?:the{_GAP}|an?{_GAP})?"
        ),
        headed=re.compile(rf"(?<![\w-])(?:{capital}|(?:{_any(_flat(heads))})(?![\w-]))"),
        office=re.compile(rf"(?<![\w-])(?:{_any(_flat(heads))})(?![\w-])|{_ACRONYM}"),
        press=re.compile(rf"(?<![\w-])(?:{trie(papers)})(?![\w-])|{_SITE}"),
        record=re.compile(rf"(?<![\w-])(?:{record})\Z"),
        someone=re.compile(rf"(?<![\w-])(?:{_any(someone)})(?![\w-])"),
        reckons=frozenset(_cues("reckons", language)),
        relays=frozenset(_cues("relays", language)),
        of_cues=tellers(_kinds(language)),
        of_pronouns=tellers(_cues("pronoun", language)),
        of_verbs=tellers(verbs),
        of_someone=tellers(someone),
    )


def _kinds(language: str) -> dict[str, str]:
    """What each cue does; a word of two kinds does what stands first in the list."""
    return {word: kind for kind in reversed(_CUES) for word in _cues(kind, language)}


def _cues(kind: str, language: str) -> list[str]:
    rows = table("source_cues", language)
    return [word for row in rows if row["kind"] == kind for word in forms(row["word"])]


def _nouns(kind: str, language: str) -> list[str]:
    rows = table("agencies", language)
    return [word for row in rows if row["kind"] == kind for word in forms(row["word"])]


def _start(match: re.Match[str]) -> int:
    return match.start()


def _calendar(language: str) -> list[str]:
    rows = table("periods", language)
    return [w for r in rows if r["kind"] in ("month", "weekday") for w in forms(r["word"])]


def _flat(lists: Iterable[list[str]]) -> list[str]:
    return [word for words in lists for word in words]


def _any(words: Iterable[str]) -> str:
    """The words as written and with a capital, as one factored alternation."""
    return trie(_both_cases(words))


def _both_cases(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield word[:1].upper() + word[1:]


_REACH = 160
_PREPOSITION = 16
_GAP = r"\s{1,4}"
_INNER_CAPITAL = re.compile(r"\AThe\s|\s[A-Z]|\A[A-Z]\w*['\u2019]s\s")
_NOUN_FOLLOWS = r"(?:in|of|for|from|to|by|on|at|and|or|were|was|are|is|have|had|has)\b"
_ARTICLE = r"(?:the|an?)"
_CUES = ("names", "speaks", "tells", "counts", "denies", "noun_too")
_HEADS = ("office", "person", "institute", "body", "outlet", "record")
_LINK = r"(?:of|for|in|on|and|at|under|against|de|von|van|al|el|bin)"
_UPPER = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_CAPITAL = (
    r"(?:[A-Z](?:\.[A-Z])+\.?"
    rf"|{_UPPER}[\w'\u2019&/-]*+(?:\.(?![A-Z][a-z])(?=\w)[\w/-]+|\.(?=\s[A-Z]))*)"
)
_ACRONYM = r"(?<![\w-])[A-Z]{3,8}(?![\w-])"
_SITE = r"\w\.(?:com|org|net|ge|am|az|ru|uk|info|eu|tv|me)\b"
