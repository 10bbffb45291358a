"""`python -m tests.weigh FOLDER`: fits the weights of the clues to judged articles.

Read are the tuned parts of the judged sets, the written cases, and the FOLDER's pairs of
``NAME_articles.jsonl`` and ``NAME_gold.jsonl``. Fitted is a linear ranking of the countries of
an article: a conditional logit (McFadden 1974), held at nought by a penalty, in which the weight
of a clue has a common part, one of the end and one of the sense. It prints how many ends of the
FOLDER are right at the first reading, and how many when weighed by a fit to other articles (five
parts in turn); then it writes the table anew.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extract import Article, extract_figures, weighing
from extract.clues import ENDS, SENSES, Clues, iso3, named
from extract.drafting import draft
from extract.lexicon.load import FOLDER
from tests.judged import JudgedSet, json_lines, judged_set, judged_sets, rows
from tests.scoring import align
from tests.test_cases import CASES, read

TABLE = FOLDER / "en/clue_weights.csv"
COLUMNS = [(end, sense) for end in ENDS for sense in dict.fromkeys(SENSES.values())]
FIRST = {weighing.FIRST_READING: 0.75, weighing.FIRST_NONE: 0.3}  # by cross-validation
HELD = 3.0  # how strongly the fit holds weights at nought
OWN = 5  # how often our own texts count
LEAST = 8  # a clue must stand for so many countries to have a weight
STEPS, RATE = 250, 0.05
FOLDS = 5
HEADER = """\
# What each clue (extract/clues.py) weighs for a country as an unsaid end, by end and sense.
# Fitted to judged articles by `python -m tests.weigh FOLDER`; not written by hand.
"""
Answers = tuple[tuple[str | None, ...], tuple[str | None, ...]]


class Choice(NamedTuple):
    """One end to choose: its article, end and sense, the clues for each country, the right ones."""

    article: str
    end: str
    sense: str
    clues: dict[str | None, Clues]
    right: tuple[str | None, ...]


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
                yield Choice(article.id, end, figure.sense, clues, right[k])


class Block(NamedTuple):
    """The choices of one end and sense as numbers: a row for each country of each choice."""

    clues: np.ndarray
    right: np.ndarray
    starts: np.ndarray
    choice: np.ndarray


def block(found: Sequence[Choice], names: dict[str, int]) -> Block:
    """The choices laid out in rows, with columns for the clues that have a name."""
    rows = [
        (k, country, c) for k, choice in enumerate(found) for country, c in choice.clues.items()
    ]
    clues = np.zeros((len(rows), len(names)), np.float32)
    for i, (_, _, own) in enumerate(rows):
        for clue, value in own.items():
            if clue in names:
                clues[i, names[clue]] = value
    return Block(
        clues,
        np.array([country in found[k].right for k, country, _ in rows]),
        np.unique([k for k, _, _ in rows], return_index=True)[1],
        np.array([k for k, _, _ in rows]),
    )


def fit(found: Iterable[Choice], names: dict[str, int], held: float = HELD) -> np.ndarray:
    """Weights by column and clue: each is a common part, one of its end, and one of its sense."""
    groups = [[c for c in found if (c.end, c.sense) == column] for column in COLUMNS]
    blocks = [block(group, names) if group else None for group in groups]
    size, count = len(names), sum(map(len, groups))
    parts = np.zeros((1 + len(ENDS) + len(COLUMNS), size))
    penalty = held * np.array([1] + [2] * len(ENDS) + [4] * len(COLUMNS))[:, None]
    mean, spread = np.zeros_like(parts), np.zeros_like(parts)
    for step in range(1, STEPS + 1):
        slope = penalty * parts
        for k, one in enumerate(blocks):
            if one is not None:
                own = [0, 1 + ENDS.index(COLUMNS[k][0]), 1 + len(ENDS) + k]
                slope[own] += _slope(one, parts[own].sum(axis=0))
        slope /= count
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        parts -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    ends = [ENDS.index(end) for end, _ in COLUMNS]
    return np.array([parts[0] + parts[1 + ends[k]] + parts[3 + k] for k in range(len(COLUMNS))])


def _slope(one: Block, weights: np.ndarray) -> np.ndarray:
    """How the log-likelihood of the right countries falls with each weight."""
    scores = one.clues @ weights
    scores = np.exp(scores - np.maximum.reduceat(scores, one.starts)[one.choice])
    chance = scores / np.add.reduceat(scores, one.starts)[one.choice]
    right = chance * one.right
    sums = np.add.reduceat(right, one.starts)[one.choice]
    right = np.where(sums > 0, right / np.maximum(sums, 1e-12), chance)
    return one.clues.T @ (chance - right)


def best(choice: Choice, weights: np.ndarray, names: dict[str, int]) -> str | None:
    """The country with most weight."""
    own = weights[COLUMNS.index((choice.end, choice.sense))]

    def weight(country: str | None) -> float:
        clues = choice.clues[country]
        weighed = sum(own[names[c]] * v for c, v in clues.items() if c in names)
        return weighed + sum(FIRST.get(clue, 0.0) for clue in clues)

    return max(choice.clues, key=weight)


def right_shares(given: Sequence[Choice], others: Sequence[Choice]) -> tuple[float, float]:
    """The shares of right ends at first reading, and weighed by fits to the other articles."""
    articles = sorted({choice.article for choice in given})
    first = weighed = 0
    for part in range(FOLDS):
        kept = set(articles[part::FOLDS])
        known = [choice for choice in given if choice.article not in kept]
        names = clue_names([*known, *others])
        weights = fit([*known, *others], names)
        for choice in given:
            if choice.article in kept:
                read = next(
                    c for c, clues in choice.clues.items() if not FIRST.keys().isdisjoint(clues)
                )
                first += read in choice.right
                weighed += best(choice, weights, names) in choice.right
    return first / len(given), weighed / len(given)


def clue_names(found: Iterable[Choice]) -> dict[str, int]:
    """The clues that stand often enough, each with its column."""
    seen = Counter(clue for choice in found for clues in choice.clues.values() for clue in clues)
    often = sorted(clue for clue, times in seen.items() if times >= LEAST and clue not in FIRST)
    return {clue: at for at, clue in enumerate(often)}


def write(weights: np.ndarray, names: dict[str, int]) -> None:
    """The table of the weights: a line for each clue, a column for each end and sense."""
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
    print(
        "right ends of the folder: {:.3f} at first reading, {:.3f} weighed".format(
            *right_shares(given, own)
        )
    )
    names = clue_names([*given, *own])
    write(fit([*given, *own], names), names)
    print(
        f"{len(names)} clues weighed on {len(given)} ends of the folder"
        f" and {len(own) // OWN} of our own"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
