"""What happened to each file that came in: refusals by their reason, then what was kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from archive import Outcome, Result
from extract.readers.language import unsupported
from views import copies, store, words
from views.highlight import plain

_MOST_COPIES = 40  # so many near duplicates are offered their way back; Articles has the others


def listing(outcomes: Sequence[Outcome]) -> None:
    """Every file by name with its outcome in words."""
    _refused([one for one in outcomes if one.result is Result.UNREADABLE])
    near = [one for one in outcomes if one.result is Result.NEAR_DUPLICATE][:_MOST_COPIES]
    others = [one for one in outcomes if one.result is not Result.UNREADABLE and one not in near]
    items = "".join(f"<li><b>{plain(o.name)}</b>: {plain(_sentence(o))}</li>" for o in others)
    if items:
        st.html(f'<ul class="w-list">{items}</ul>')
    for one in near:
        if one.article_id:
            copies.standing(one.article_id, taken_for=one.other, name=one.name)


def refusals(outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
    """The names of the files that were refused, by the reason in words."""
    found = defaultdict(list)
    for one in outcomes:
        found[one.sentence].append(one.name)
    return dict(found)


def _refused(outcomes: Sequence[Outcome]) -> None:
    for sentence, names in refusals(outcomes).items():
        listed = ", ".join(words.escaped(name) for name in names)
        st.error(f"{listed}: {words.escaped(sentence, 300)}")


def _sentence(outcome: Outcome) -> str:
    """The outcome in words; of a text in a language without words, that nothing was guessed."""
    if outcome.figures or outcome.result is not Result.KEPT or not outcome.article_id:
        return outcome.sentence
    found = store.writable().article(outcome.article_id)
    foreign = unsupported(found.article) if found else None
    return f"kept. {foreign}" if foreign else outcome.sentence
