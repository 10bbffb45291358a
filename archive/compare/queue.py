"""The order in which a person looks at figures: doubt times impact, conflicts first."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from archive.compare.conflicts import ConflictGroup
from archive.model import Decision


def queue(frame: pd.DataFrame, groups: Iterable[ConflictGroup] = ()) -> list[str]:
    """Ids of the figures that wait for a person, those in a conflict before the others.

    The frame must be in the order "doubt"; among equals that order stays.
    """
    disputed = {i for group in groups for report in group.reports for i in report.figure_ids}
    waiting = frame["decision"].isin([Decision.TO_REVIEW.value, Decision.CHANGED.value])
    ids = [str(figure_id) for figure_id in frame.loc[waiting, "figure_id"]]
    return sorted(ids, key=lambda figure_id: figure_id not in disputed)
