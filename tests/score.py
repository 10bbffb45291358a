"""`make score`: the engine on every judged set, in one table; `--raise` lifts the floors."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter

from tests.judged import (
    EXCERPT_KEYS,
    FLOORS,
    PARTS,
    ROOT,
    Floors,
    calibration,
    excerpt_parts,
    floors,
    judged_sets,
    score,
)
from tests.scoring import ATTRIBUTES, LEVELS, WHERE_STATED, accuracy, prf

README = ROOT / "README.md"


def main(arguments: list[str]) -> None:
    """Print the sets and parts, the excerpts, and how well the confidence is calibrated."""
    sets = judged_sets()
    print(_head())
    scores = {}
    for judged in sets:
        for part in PARTS:
            name = f"{judged.name}, {part}"
            scores[name] = score(judged, judged.part(part))
            print(_line(name, scores[name]))
    found = excerpt_parts()
    for name, counts in found.items():
        print(f"{name:20} {counts['asked count']:8}  {_shares(counts)}")
    print("\nconfidence from  figures  right routes")
    for band, (figures, right) in calibration(sets).items():
        print(f"{band:15.1f}  {figures:7}  " + (f"{right / figures:12.3f}" if figures else ""))
    if "--raise" in arguments:
        raise_floors(floors(scores | found))
        print("\nRaised floors.json, and the table of README.md, to the better of then and now.")


def raise_floors(kept: Floors) -> None:
    """Write the floors, and the lines of README's table that show their F1."""
    FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    for name in shown_in_readme(kept):
        text = re.sub(rf"^\| {name} \|.*$", readme_line(name, kept), text, flags=re.M)
    README.write_text(text, encoding="utf-8")


def shown_in_readme(kept: Floors) -> list[str]:
    """The sets and parts of README's table: those with routes, which the excerpts lack."""
    return [name for name, reached in kept.items() if "route" in reached]


def readme_line(name: str, kept: Floors) -> str:
    """A line of README's table: F1 of figure, destination and route."""
    shown = (f"{kept[name][level][-1]:.3f}" for level in ("figure", "pair", "route"))
    return f"| {name} | {' | '.join(shown)} |"


def _shares(counts: Counter[str]) -> str:
    """How many of the excerpts' figures were found, with their unit, and with their country."""
    return "  ".join(f"{key} {counts[key] / counts[f'asked {key}']:.3f}" for key in EXCERPT_KEYS)


def _head() -> str:
    names = [f"{level} F1" for level in LEVELS[1:]] + [*ATTRIBUTES, *WHERE_STATED]
    return f"{'':20} {'articles':>8} {'judged':>6} {'P':>6} {'R':>6} {'F1':>6} " + " ".join(
        f"{name:>{max(6, len(name))}}" for name in [*names, "false"]
    )


def _line(name: str, counts: Counter[str]) -> str:
    precision, recall, f1 = prf(counts, "figure")
    cells = [(f"{level} F1", prf(counts, level)[2]) for level in LEVELS[1:]]
    cells += [(name, accuracy(counts, name)) for name in ATTRIBUTES]
    shown = " ".join(f"{value:{max(6, len(name))}.3f}" for name, value in cells)
    for stated in WHERE_STATED:
        asked = counts[f"{stated} stated"]
        shown += f" {accuracy(counts, stated):6.3f}" if asked else f" {'-':>6}"
    return (
        f"{name:20} {counts['articles']:8} {counts['judged']:6} "
        f"{precision:6.3f} {recall:6.3f} {f1:6.3f} {shown} {counts['false']:6}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
