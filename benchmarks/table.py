"""A result as one table, printed in Markdown so that it can stand in BENCHMARKS.md."""

from __future__ import annotations

from collections.abc import Sequence


def markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The table with its columns padded; numbers are right-aligned."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(line[i]) for line in [list(head), *cells]) for i in range(len(head))]
    right = [all(_is_number(row[i]) for row in rows) for i in range(len(head))]
    rule = ["-" * (w - 1) + (":" if r else "-") for w, r in zip(widths, right, strict=True)]
    return "\n".join(
        "| " + " | ".join(_aligned(line, widths, right)) + " |" for line in [head, rule, *cells]
    )


def _aligned(line: Sequence[str], widths: list[int], right: list[bool]) -> list[str]:
    parts = zip(line, widths, right, strict=True)
    return [text.rjust(width) if r else text.ljust(width) for text, width, r in parts]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or str(value) in {"-", ""}
