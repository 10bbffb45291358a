"""The ends that no sentence states: their table of weights, and the fit that makes it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from extract import Article, extract_figures
from extract.confidence import judged
from extract.drafting import draft
from extract.model import Basis, Quantifier
from extract.weighing import weighed, weights
from tests.fitting import COLUMNS, Choice, best, clue_names, fit
from tests.judged import judged_sets

ARTICLES = [article for judged in judged_sets()[:2] for article in judged.articles]


def test_the_table_has_a_weight_for_every_end_and_sense() -> None:
    assert set(weights()) == set(COLUMNS)


def test_what_a_sentence_states_is_never_weighed_away() -> None:
    for article in ARTICLES:
        first = draft(article)
        for before, after in zip(first.asked, weighed(first.seen, first.asked), strict=True):
            for end in ("origin", "destination"):
                known = before.known(end)
                if known is not None and known.basis is not Basis.CONTEXT:
                    assert after.known(end) == known


def test_an_unsaid_end_rests_on_words_of_the_article() -> None:
    for article in ARTICLES:
        for figure in extract_figures(article).figures:
            for found in figure.evidence:
                told = article.title if found.in_title else article.text
                assert found.span.of(told) == found.surface


def test_a_country_of_the_headline_is_the_end_where_the_text_names_others_in_passing() -> None:
    article = Article(
        "case",
        "Tbilisi was hot that week. Officials from Poland and Norway were in town for a meeting. "
        "On Monday alone 4,100 people arrived, most of them by car.",
        title="Russians stream into Georgia",
        published=date(2022, 9, 30),
    )
    (figure,) = extract_figures(article).figures
    assert (figure.origin, figure.destination) == ("RUS", "GEO")


@pytest.mark.parametrize("telling", ["headline", "named last"])
def test_the_fit_finds_which_clue_tells_the_right_country(telling: str) -> None:
    clues = ("headline", "named last")
    asked = [
        Choice(
            f"article {k}",
            *COLUMNS[k % len(COLUMNS)],
            {None: {"none": 1.0}, "GEO": {clues[k % 2]: 1.0}, "ARM": {clues[1 - k % 2]: 1.0}},
            ("GEO" if clues[k % 2] == telling else "ARM",),
        )
        for k in range(120)
    ]
    names = clue_names(asked)
    found = fit(asked, names)
    assert all(best(choice, found, names) in choice.right for choice in asked)
    assert np.argmax(found[:, [names[c] for c in clues]].sum(axis=0)) == clues.index(telling)


def test_the_nearer_the_next_country_the_lower_the_confidence() -> None:
    text = "Refugees are tired. Some 4,100 people arrived on Monday."
    first = draft(Article("case", text, title="Refugees stream into Chad"))
    (figure,) = weighed(first.seen, first.asked)
    known = figure.placed.destination
    assert known is not None
    assert known.basis is Basis.CONTEXT
    found = [
        judged(
            figure.placed._replace(destination=known._replace(lead=lead)),
            Quantifier.EXACT,
            open_term=False,
        )[0]
        for lead in (5.0, 2.0, 0.5)
    ]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
