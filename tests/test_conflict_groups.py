"""How many of the known conflicts the comparison finds by itself, and how many it makes up."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from archive import ingest, open_archive
from archive.compare import ConflictGroup, Report, conflicts, relation, reports
from extract.model import Category
from tests.gold_frame import Fact, facts_of, facts_told, frame_of_gold

# Groups of tests/facts/facts.csv of which the bundled briefs tell two figures or more. A group
# that is found and not in the file need not be wrong: the file lists no conflict twice.
KNOWN = 26
FLOOR_ON_JUDGED_FIGURES = (19, 19 / 29)  # known ones found; share of the groups made
FLOOR_END_TO_END = (18, 17 / 26)  # with the engine's own mistakes; a group may hold two known ones
# What the reports of the groups that are not found are to each other: no contradiction.
NOT_FOUND = {
    "AM-NK-ONWARD": "nested other",
    "AM-RU-ENTRIES22": "other",
    "AM-UKR-2022": "other",
    "GE-RU-2023": "other",
    "GE-RU-MAR22": "other successive",
    "ISR-2022": "nested successive",
    "RUS-LEFT-SEP22": "nested",
}


class Score(NamedTuple):
    """Conflict groups: the known ones that were found, all known, all made, those of them known."""

    found: int
    known: int
    made: int
    right: int


def score(frame: pd.DataFrame, root: Path) -> Score:
    """How the conflicts of a frame compare with the known ones."""
    told = facts_told(root)
    found = reports(frame)
    made = [_groups(group.reports, told) for group in conflicts(found)]
    known = _groups(found, told)
    return Score(
        found=len(known & set().union(*made)),
        known=len(known),
        made=len(made),
        right=sum(bool(groups) for groups in made),
    )


def _named(report: Report, told: dict[str, list[Fact]]) -> set[str]:
    """The known groups that a report belongs to."""
    return {fact.conflict_group for fact in facts_of(report, told)}


def _groups(found: Iterable[Report], told: dict[str, list[Fact]]) -> set[str]:
    """The known groups of which the reports tell two figures or more."""
    facts = set().union(*(facts_of(report, told) for report in found))
    names = [fact.conflict_group for fact in facts if fact.conflict_group]
    return {name for name in names if names.count(name) >= 2}


def test_conflicts_among_the_judged_figures(root: Path) -> None:
    result = score(frame_of_gold(root), root)
    found, right = FLOOR_ON_JUDGED_FIGURES
    assert result.known == KNOWN
    assert result.found >= found
    assert result.right / result.made >= right


@pytest.mark.parametrize("name", NOT_FOUND)
def test_what_is_not_found_tells_of_other_times_or_other_questions(root: Path, name: str) -> None:
    told = facts_told(root)
    found = [r for r in reports(frame_of_gold(root)) if name in _named(r, told)]
    relations = {relation(a, b) for a, b in combinations(found, 2)}
    assert " ".join(sorted(relations)) == NOT_FOUND[name]


@pytest.fixture(scope="module")
def extracted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The figures that the engine finds in the bundled briefs."""
    archive = open_archive(str(tmp_path_factory.mktemp("briefs") / "briefs.sqlite"))
    ingest.fill(archive, root / "data" / "articles")
    frame = archive.figures_frame(order="reading")
    archive.engine.dispose()
    return frame


def test_conflicts_among_the_figures_that_the_engine_finds(
    root: Path, extracted: pd.DataFrame
) -> None:
    result = score(extracted, root)
    found, right = FLOOR_END_TO_END
    assert result.found >= found
    assert result.right / result.made >= right


def test_from_the_text_to_the_conflict_about_how_many_stayed(extracted: pd.DataFrame) -> None:
    groups = [g for g in conflicts(reports(extracted)) if g.route == ("RUS", "GEO")]
    (group,) = [g for g in groups if {20_000, 112_733} <= _stayed(g)]
    assert all(report.sentence and report.publishers for report in group.reports)


def _stayed(group: ConflictGroup) -> set[int | None]:
    """The numbers in a group that say how many stayed."""
    return {r.count for r in group.reports if r.question.category == Category.RESIDENT}
