"""The archive's contents as files: each says its filters, its time, and not to add the reports."""

from archive.export.citations import citation, to_citations
from archive.export.flat import harmless, to_csv, to_parquet
from archive.export.portable import copy, pack, unpack
from archive.export.quotes import to_json
from archive.export.workbook import to_xlsx

__all__ = [
    "citation",
    "copy",
    "harmless",
    "pack",
    "to_citations",
    "to_csv",
    "to_json",
    "to_parquet",
    "to_xlsx",
    "unpack",
]
