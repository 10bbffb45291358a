"""The first look passes over what holds no figure, and over nothing else."""

from __future__ import annotations

import pytest

from benchmarks import corpus
from bulk.look import REACH, worth_reading
from extract import Article, extract_figures
from tests.judged import JudgedSet, judged_sets


@pytest.mark.parametrize("judged", judged_sets(), ids=lambda judged: judged.name)
def test_no_judged_article_with_a_figure_is_passed_over(judged: JudgedSet) -> None:
    passed = [a for a in judged.articles if not worth_reading(f"{a.title}\n{a.text}")]
    assert not [a.id for a in passed if extract_figures(a).figures]
    assert not [a.id for a in passed if any(not label.optional for label in judged.labels[a.id])]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Some 300 families have fled.", True),
        ("Tens of thousands fled.", True),
        ("They fled\nacross the border: 40,000 of them.", True),
        ("REFUGEES: 12", True),
        ("The market hall is 300 years old.", False),
        ("Refugees were welcomed with tea.", False),
        (f"They fled. {'x ' * REACH} It cost 300 lari.", False),
        ("", False),
    ],
)
def test_a_number_near_a_word_of_migration_is_worth_reading(text: str, worth: bool) -> None:
    assert worth_reading(text) is worth


def test_a_text_in_another_language_that_is_read_is_not_passed_over() -> None:
    told = "Unas 300 personas huyeron de Siria a Turquía, dijo la ONU, y muchas más quieren salir."
    article = Article(id="a", text=told, language="es")
    assert extract_figures(article).figures
    assert worth_reading(told)


def test_news_without_numbers_is_passed_over() -> None:
    assert not any(worth_reading(article.text) for article in corpus.quiet(50))
