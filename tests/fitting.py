"""The fit of the weights of clues: a linear ranking of the countries of an article.

A conditional logit (McFadden 1974), in which the weight of a clue has a common part, one of the
end, one of what the people do, and one of the category. It begins with the weights of the table,
and a penalty holds them there, so that articles which are no longer at hand still count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from extract import weighing
from extract.asking import ENDS, INSIDE, SENSES
from extract.clues import Clues
from extract.model import Category

COLUMNS = [
    (end, category.value)
    for end in ENDS
    for category, sense in SENSES.items()
    if sense != INSIDE or end == "origin"
]
GROUPS = [(end, sense) for end in ENDS for sense in dict.fromkeys(SENSES.values())]
FIRST = {weighing.FIRST_READING: 0.75, weighing.FIRST_NONE: 0.3}  # by cross-validation
HELD = 10.0  # how strongly the fit holds weights where they stand
LEAST = 8  # a clue must stand for so many countries to have a weight
STEPS, RATE = 250, 0.05


class Choice(NamedTuple):
    """One end to choose: its article, end, category, the clues for each country, the right ones."""

    article: str
    end: str
    category: str
    clues: dict[str | None, Clues]
    right: tuple[str | None, ...]


class Block(NamedTuple):
    """The choices of one column as numbers: a row for each country of each choice."""

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
    """Weights by column and clue: the table's, moved as far as the choices ask for.

    Each move is a common part, one of the end, one of what the people do, one of the category.
    """
    start = tabled(names)
    asked = [[c for c in found if (c.end, c.category) == column] for column in COLUMNS]
    blocks = [block(own, names) if own else None for own in asked]
    size, count = len(names), sum(map(len, asked))
    shares = [_shares(*column) for column in COLUMNS]
    parts = np.zeros((1 + len(ENDS) + len(GROUPS) + len(COLUMNS), size))
    strength = [1] + [2] * len(ENDS) + [4] * len(GROUPS) + [8] * len(COLUMNS)
    penalty = held * np.array(strength)[:, None]
    mean, spread = np.zeros_like(parts), np.zeros_like(parts)
    for step in range(1, STEPS + 1):
        slope = penalty * parts
        for k, one in enumerate(blocks):
            if one is not None:
                slope[shares[k]] += _slope(one, start[k] + parts[shares[k]].sum(axis=0))
        slope /= count
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        parts -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return start + np.array([parts[own].sum(axis=0) for own in shares])


def _shares(end: str, category: str) -> list[int]:
    """Which parts a column is the sum of."""
    group = GROUPS.index((end, SENSES[Category(category)]))
    first = 1 + len(ENDS)
    return [
        0,
        1 + ENDS.index(end),
        first + group,
        first + len(GROUPS) + COLUMNS.index((end, category)),
    ]


def tabled(names: Mapping[str, int]) -> np.ndarray:
    """The weights that stand in the table, by column and clue; nought where none does."""
    found = np.zeros((len(COLUMNS), len(names)))
    for k, column in enumerate(COLUMNS):
        for clue, weight in weighing.weights().get(column, {}).items():
            if clue in names:
                found[k, names[clue]] = weight
    return found


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
    own = weights[COLUMNS.index((choice.end, choice.category))]

    def weight(country: str | None) -> float:
        clues = choice.clues[country]
        weighed = sum(own[names[c]] * v for c, v in clues.items() if c in names)
        return weighed + sum(FIRST.get(clue, 0.0) for clue in clues)

    return max(choice.clues, key=weight)


def clue_names(found: Iterable[Choice]) -> dict[str, int]:
    """The clues that stand often enough, each with its column."""
    seen = Counter(clue for choice in found for clues in choice.clues.values() for clue in clues)
    often = {clue for clue, times in seen.items() if times >= LEAST}
    often |= {clue for of in weighing.weights().values() for clue in of}
    return {clue: at for at, clue in enumerate(sorted(often - FIRST.keys()))}
