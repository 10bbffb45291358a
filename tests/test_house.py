"""The house rules that a machine can check: floors, sizes, names, requirements."""

from __future__ import annotations

import ast
import re
import statistics
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
ROOMS = ("archive", "bulk", "extract", "views")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
SOURCES = [*MODULES, ROOT / "dashboard.py"]
TESTS = sorted([*(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])

LONGEST = 250
LONGER = {
    "extract/model.py": "every value that passes between the rooms, on one page",
}
FORBIDDEN_NAMES = re.compile(r"(utils?|helpers?|common|misc|core|manager|.*_(v\d|new|old))")
# Below the archive nothing may depend on when, where or by whom it is run.
SURROUNDINGS = {"now", "today", "utcnow", "environ", "getenv", "setlocale", "urandom"}
# Required without an import of ours: somebody else imports it.
INDIRECT = {
    "lxml-html-clean": "trafilatura imports it",
    "psycopg": "SQLAlchemy imports it for postgresql+psycopg addresses",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, dotted, as written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def third_party(paths: list[Path]) -> set[str]:
    """The top-level modules that the files import from neither the house nor the library."""
    ours = {*ROOMS, "tests", "benchmarks", "dashboard"}
    tops = {module.split(".")[0] for path in paths for module in imports(path)}
    return tops - ours - set(sys.stdlib_module_names)


def required(file: str) -> dict[str, set[str]]:
    """The distributions that a requirements file names, each with its extras."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)(?:\[([^\]]*)\])?", line) for line in lines)
    return {
        normal(match[1]): {normal(extra) for extra in (match[2] or "").split(",") if extra}
        for match in found
        if match
    }


def distributions(paths: list[Path]) -> set[str]:
    """The distributions that the files' imports come from."""
    known = packages_distributions()
    modules = third_party(paths)
    return {normal(name) for module in modules for name in known.get(module, [module])}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_the_import_contract_holds(
    contract: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(
        config_filename="pyproject.toml", limit_to_contracts=(contract,), no_logo=True
    )
    assert not broken, capsys.readouterr().out


def test_the_dashboards_door_is_thin_and_knows_only_the_server_and_our_rooms() -> None:
    door = ROOT / "dashboard.py"
    assert len(door.read_text(encoding="utf-8").splitlines()) <= 60
    assert third_party([door]) == {"streamlit", "starlette"}


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_a_file_fits_on_a_few_screens(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST or name_of(path) in LONGER


def test_the_rooms_are_not_cut_into_crumbs() -> None:
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    assert statistics.median(size for size in sizes if size > 3) >= 60


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_a_file_is_named_for_what_it_gives(path: Path) -> None:
    assert not any(FORBIDDEN_NAMES.fullmatch(part) for part in (path.stem, path.parent.name))


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_a_file_opens_with_a_line_that_says_what_it_gives(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", [p for p in MODULES if "extract" in p.parts], ids=name_of)
def test_the_engine_sees_no_clock_and_no_surroundings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not seen & SURROUNDINGS


def test_streamlit_is_imported_in_views_and_the_door_only() -> None:
    assert not [
        name_of(path)
        for path in MODULES
        if "views" not in path.parts and "streamlit" in third_party([path])
    ]


def test_everything_imported_is_required() -> None:
    names = required("requirements.txt")
    assert distributions(SOURCES) <= set(names).union(*names.values())


def test_everything_required_is_imported() -> None:
    assert set(required("requirements.txt")) - set(INDIRECT) <= distributions(SOURCES)


def test_the_tests_import_nothing_that_is_not_required() -> None:
    names = required("requirements.txt") | required("tests/requirements.txt")
    # a peer's adapter runs in the peer's own environment: see benchmarks/peers/environments.py
    ours = [path for path in TESTS if "peers" not in path.parts]
    assert distributions(ours) <= set(names).union(*names.values())


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_an_ignored_type_or_lint_gives_its_reason(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    bare = re.findall(r"#\s*(?:type: ignore|noqa)(?:\[[^\]]*\]|: [A-Z0-9, ]+)?\s*$", text, re.M)
    assert not bare
