"""`python -m tests.weigh FOLDER`: fits the weights of the clues to judged articles.

Read are the tuned parts of the judged sets, the written cases, and the FOLDER's pairs of
``NAME_articles.jsonl`` and ``NAME_gold.jsonl``. It prints how many ends of the FOLDER are right
at the first reading, with the table as it stands, and when weighed by a fit to other articles
(five parts in turn); then it fits the weights (tests/fitting.py) and writes the table anew.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from extract import Article, extract_figures, weighing
from extract.asking import ENDS, iso3
from extract.clues import named
from extract.drafting import draft
from extract.lexicon.load import FOLDER
from tests.fitting import COLUMNS, FIRST, Choice, best, clue_names, fit, tabled
from tests.judged import JudgedSet, json_lines, judged_set, judged_sets, rows
from tests.scoring import align
from tests.test_cases import CASES, read

TABLE = FOLDER / "en/clue_weights.csv"
OWN = 10  # how often our own texts count
FOLDS = 5
HEADER = """\
# What each clue (extract/clues.py) weighs for a country as an unsaid end, by end and category.
# Fitted to judged articles by `python -m tests.weigh FOLDER`; not written by hand.
"""
Answers = tuple[tuple[str | None, ...], tuple[str | None, ...]]


def judged_choices(judged: JudgedSet, articles: Iterable[Article]) -> Iterator[Choice]:
    """The ends that the sentences of a set's articles leave open, with the judged answers."""
    for article in articles:
        matches, _ = align(judged.labels[article.id], rows(article))
        yield from choices(
            article,
            {
                (found["in_title"], found["surface_start"]): (label.origins, label.destinations)
                for label, found in matches
            },
        )


def written_choices() -> Iterator[Choice]:
    """The same of the cases that tests/cases writes down."""
    for article, said in written():
        told = {}
        for figure in extract_figures(article).figures:
            if figure.surface in said:
                told[figure.in_title, figure.surface_start] = said[figure.surface]
        yield from choices(article, told)


def written() -> Iterator[tuple[Article, dict[str, Answers]]]:
    """Each sentence and passage of the cases, with the ends of its figures by their surface."""
    for place, case in read("figures.csv"):
        ends = answers(case["origin"]), answers(case["destination"])
        yield Article(place, case["sentence"]), {case["surface"]: ends}
    for passage in tomllib.loads((CASES / "passages.toml").read_text(encoding="utf-8"))["passage"]:
        said = {}
        for figure in passage["figures"]:
            surface, _, right = figure.partition(": ")
            origin, _, destination = right.partition(" ")[2].partition("->")
            said[surface] = answers(origin), answers(destination)
        yield Article(passage["name"], passage["text"], title=passage.get("title", "")), said


def answers(cell: str) -> tuple[str | None, ...]:
    """The countries of a cell like ``COD|COG``; none stands for giving none."""
    return tuple(None if word in ("none", "") else word for word in cell.split("|"))


def choices(article: Article, told: Mapping[tuple[bool, int], Answers]) -> Iterator[Choice]:
    """The open ends of an article's figures whose answers are told, by title and place."""
    first = draft(article)
    figures = first.asked
    for at, figure in enumerate(figures):
        of = named(first.seen, figures, figure.placed.sentence.index)
        right = told.get((figure.placed.sentence.in_title, figure.start))
        for k, end in enumerate(ENDS):
            if right is not None and figure.is_open(end):
                clues = weighing.candidates(at, end, iso3(figure.known(end)), figures, of)
                yield Choice(article.id, end, figure.category.value, clues, right[k])


def right_shares(given: Sequence[Choice], others: Sequence[Choice]) -> tuple[float, ...]:
    """The shares of right ends: at first reading, by the table, and by fits to other articles."""
    articles = sorted({choice.article for choice in given})
    right = np.zeros(3)
    for part in range(FOLDS):
        kept = set(articles[part::FOLDS])
        known = [choice for choice in given if choice.article not in kept]
        names = clue_names([*known, *others])
        standing, weights = tabled(names), fit([*known, *others], names)
        for choice in given:
            if choice.article in kept:
                read = next(
                    c for c, clues in choice.clues.items() if not FIRST.keys().isdisjoint(clues)
                )
                ends = (read, best(choice, standing, names), best(choice, weights, names))
                right += [end in choice.right for end in ends]
    return tuple(right / len(given))


def write(weights: np.ndarray, names: dict[str, int]) -> None:
    """The table of the weights: a line for each clue, a column for each end and category."""
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(["clue", *("_".join(column) for column in COLUMNS)])
        for clue, weight in FIRST.items():
            lines.writerow([clue, *[weight] * len(COLUMNS)])
        for clue, at in names.items():
            lines.writerow([clue, *(f"{weight:.2f}" for weight in weights[:, at])])


def given_sets(folder: Path) -> Iterator[JudgedSet]:
    """The judged sets of a folder, every article of them."""
    for articles in sorted(folder.glob("*_articles.jsonl")):
        gold = articles.with_name(articles.name.replace("_articles", "_gold"))
        yield judged_set(articles.stem, json_lines(articles), gold)


def main(folder: Path) -> None:
    """Fit, report, and write the table."""
    own = [c for judged in judged_sets() for c in judged_choices(judged, judged.part("tuned"))]
    own = [*own, *written_choices()] * OWN
    given = [c for judged in given_sets(folder) for c in judged_choices(judged, judged.articles)]
    first, standing, fitted = right_shares(given, own)
    print(f"right ends: {first:.3f} at first reading, {standing:.3f} by the table as it stands,")
    print(f"{fitted:.3f} by the fit to other articles")
    names = clue_names([*given, *own])
    write(fit([*given, *own], names), names)
    print(
        f"{len(names)} clues weighed on {len(given)} ends of the folder"
        f" and {len(own) // OWN} of our own"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
