"""What a run writes: three Parquet data sets, a part a unit, and a marker for each unit done.

    DIR/figures/UNIT.parquet            the exchange schema and the evidence, a row a figure
    DIR/articles/UNIT.parquet           the articles that gave figures, and where they stood
    DIR/rejected/UNIT.parquet           the inputs that were not read, with the reason
    DIR/units/UNIT.json                 written last: this unit is done
    DIR/run.json                        the call, written first
    DIR/manifest.json                   the sums, written when every unit is done

Every file is whole or absent, and its name and content depend on the input alone: doing a unit
again changes nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bulk import storage
from bulk.units import Done, Unit
from extract.record import FIGURE_COLUMNS

_TYPES = dict.fromkeys(("count", "low", "high"), pa.int64())
_TYPES |= dict.fromkeys(
    ("sentence_start", "sentence_end", "surface_start", "surface_end"), pa.int32()
)
_TYPES |= dict.fromkeys(("start_date", "end_date", "published"), pa.date32())
_TYPES |= {"in_title": pa.bool_(), "confidence": pa.float64()}

PROOF = ("evidence", "doubts")  # JSON, which is read only where a single figure is shown
FIGURES = pa.schema([(name, _TYPES.get(name, pa.string())) for name in (*FIGURE_COLUMNS, *PROOF)])
ARTICLES = pa.schema(
    [
        ("article_id", pa.string()),
        ("place", pa.string()),
        ("kind", pa.string()),  # with path and at: what reads the article again
        ("path", pa.string()),
        ("at", pa.int64()),
        ("text_sha256", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("published", pa.date32()),
        ("url", pa.string()),
        ("characters", pa.int64()),
        ("figures", pa.int32()),
        ("signature", pa.binary()),
    ]
)
REJECTED = pa.schema([(name, pa.string()) for name in ("place", "reason", "remedy")])

SCHEMAS = {"figures": FIGURES, "articles": ARTICLES, "rejected": REJECTED}
FOLDERS = (*SCHEMAS, "units")


def prepare(output: str) -> None:
    """Makes the folders of a run."""
    for folder in FOLDERS:
        storage.make_folder(f"{output}/{folder}")


def write_unit(output: str, unit: Unit, rows: dict[str, list[dict[str, Any]]], done: Done) -> None:
    """Writes the parts of a unit and then its marker; a part without rows is not written."""
    for name, schema in SCHEMAS.items():
        if rows[name]:
            storage.write(f"{output}/{name}/{unit.id}.parquet", parquet(rows[name], schema))
    storage.write(f"{output}/units/{unit.id}.json", json.dumps(done.as_dict()).encode())


def parquet(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> bytes:
    """The rows as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema), sink, compression="zstd")
    return sink.getvalue()


def finished(output: str) -> set[str]:
    """The ids of the units that are done."""
    return {name.removesuffix(".json") for name in storage.names(f"{output}/units", ".json")}


def outcomes(output: str) -> Iterator[Done]:
    """What came of each unit that is done, in input order."""
    for name in storage.names(f"{output}/units", ".json"):
        yield Done(**json.loads(storage.read(f"{output}/units/{name}")))


def fingerprint(text: str) -> str:
    """What tells the text of an article from one that was changed since."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_json(address: str, value: dict[str, Any]) -> None:
    """Writes a small file for people and programs."""
    storage.write(
        address, (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")
    )


def rows(output: str, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a data set in input order, a part at a time."""
    for part in storage.names(f"{output}/{name}", ".parquet"):
        data = storage.read(f"{output}/{name}/{part}")
        yield from pq.read_table(io.BytesIO(data)).to_pylist()
