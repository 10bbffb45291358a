"""The documents tell the truth: their tables, commands, examples and links are tried."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from extract import Article, Extraction, Figure, extract_figures
from tests.score import readme_line, shown_in_readme

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("*/*/README.md")]
    if ROOT / "data/articles" not in path.parents and ".venv" not in path.parts
)
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
COMMANDS = ("README.md", "CONTRIBUTING.md")


def fences(document: str, info: str) -> list[str]:
    """The bodies of a document's fenced blocks with this info string."""
    return [m["body"] for m in FENCE.finditer(TEXT[document]) if m["info"] == info]


def commands(start: str) -> list[str]:
    """The commands that begin so, in the plain blocks and between backticks."""
    lines = [line for name in COMMANDS for body in fences(name, "") for line in body.splitlines()]
    inline = [code for name in COMMANDS for code in re.findall(r"`([^`\n]+)`", TEXT[name])]
    return sorted({line for line in lines + inline if line.startswith(start)})


def sentences() -> list[list[str]]:
    """The rows of README's table: sentence, number, from, to, what."""
    rows = [line.strip("|").split("|") for line in TEXT["README.md"].splitlines() if "|" in line]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [row for row in cells if len(row) == 5 and row[0].endswith(".")]


def number(figure: Figure) -> str:
    """A figure's number as README writes it: with its quantifier, or as two bounds."""
    if figure.count is None:
        return f"{figure.low:,} to {figure.high:,}"
    quantifier = "" if figure.quantifier == "exact" else figure.quantifier.replace("_", " ") + " "
    return f"{quantifier}{figure.count:,}"


def what(figure: Figure) -> str:
    category = figure.category.replace("_", " ")
    return category if figure.status == "reported" else f"{category}, {figure.status}"


def read(sentence: str) -> Extraction:
    return extract_figures(Article(id="readme", text=sentence))


@pytest.mark.parametrize("row", sentences(), ids=lambda row: row[0][:50])
def test_the_table_of_the_readme_is_what_the_engine_finds(row: list[str]) -> None:
    sentence, *expected = row
    found = read(sentence)
    if expected[0].startswith("none: "):
        assert not found.figures
        assert ", ".join(r.reason for r in found.rejected) == expected[0].removeprefix("none: ")
        return
    (figure,) = found.figures
    shown = [number(figure), figure.origin or "", figure.destination or "", what(figure)]
    assert shown == expected


def test_the_table_of_the_readme_shows_figures_and_refusals() -> None:
    refused = sum("none: " in row[1] for row in sentences())
    assert refused >= 2
    assert len(sentences()) - refused >= 5


@pytest.mark.parametrize("command", commands("python -m "))
def test_a_command_of_the_documents_runs(command: str, tmp_path: Path) -> None:
    arguments = shlex.split(command.replace("OUT", str(tmp_path)))[1:]
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


@pytest.mark.parametrize("command", commands("make "))
def test_a_make_target_of_the_documents_exists(command: str) -> None:
    done = subprocess.run(
        [*shlex.split(command), "-n"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("example", fences("README.md", "python"))
def test_an_example_in_python_prints_what_its_comments_say(example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout.splitlines() == re.findall(r"print\(.*\)  # (.*)", example)


def test_the_recipes_work_when_followed_to_the_letter(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "extract", tmp_path / "extract")
    questions = [c for body in fences("CONTRIBUTING.md", "") for c in body.splitlines()]
    answers = [body.strip() for body in fences("CONTRIBUTING.md", "text")]
    before = [ask(question, tmp_path) for question in questions]
    follow("CONTRIBUTING.md", tmp_path)
    after = [ask(question, tmp_path) for question in questions]
    assert [answer in said for answer, said in zip(answers, before, strict=True)] == [False, False]
    assert [answer in said for answer, said in zip(answers, after, strict=True)] == [True, True]


def follow(document: str, folder: Path) -> None:
    """Append each block that names a file to that file in the folder."""
    for match in FENCE.finditer(TEXT[document]):
        kind, _, name = match["info"].partition(" ")
        if name:
            path = folder / name
            assert path.suffix == f".{kind}"
            path.write_text(path.read_text(encoding="utf-8") + match["body"], encoding="utf-8")


def ask(question: str, folder: Path) -> str:
    """What the command says, run in the folder."""
    done = subprocess.run(
        [sys.executable, *shlex.split(question)[1:]],
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def test_the_scores_of_the_readme_are_the_floors_that_hold() -> None:
    kept = json.loads((ROOT / "tests/gold/floors.json").read_text(encoding="utf-8"))
    expected = [readme_line(name, kept) for name in shown_in_readme(kept)]
    shown = [line for line in TEXT["README.md"].splitlines() if re.match(r"\| [\w ]+, ", line)]
    assert shown == expected


def test_the_floors_of_the_architecture_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"]: c for c in project["tool"]["importlinter"]["contracts"]}
    modules = [m for layer in contracts["floors"]["layers"] for m in layer.split(" | ")]
    chapter = TEXT["ARCHITECTURE.md"].partition("## The floors")[2].partition("\n## ")[0]
    first_cells = [line.split("|")[1] for line in chapter.splitlines() if line.startswith("| `")]
    described = [module for cell in first_cells for module in re.findall(r"`(\w+)`", cell)]
    assert sorted(described) == sorted(modules)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_inside_the_repository_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    ours = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert not [link for link in ours if not (path.parent / link).exists()]
