"""Every rule proves itself, among all rules: it wins what it finds, and leaves what it ignores."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract import roles
from extract.errors import BrokenTable
from extract.lexicon.load import table
from extract.model import Place, Span
from extract.recognizers import counts, periods, places, sources, terms
from extract.recognizers.settling import settle
from extract.recognizers.time_words import expressions
from extract.rules import load
from extract.rules.anchors import ANYTHING
from extract.rules.load import ROLES, rules
from extract.sketch import Sketch, draw

FILES = sorted(load.FOLDER.rglob("*.toml"))
PUBLISHED = date(2022, 9, 27)  # the day from which the examples of periods.toml are seen
# Two rules rest on as many words, and the one that stands first in the file wins.
TIED = {"place-border": "edge-of-place reads the same words"}
RULE = """
[[rule]]
id = "to-place"
pattern = "to {place}"
role = "destination"
finds = ["They went to [Poland]."]
ignores = ["They left [Poland]."]
"""


def written(path: Path) -> list[dict[str, Any]]:
    """The rules of a file as they stand there."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["rule"]


def examples(kind: str) -> list[Any]:
    """One case an example, so that a failing one is named by its rule."""
    return [
        pytest.param(rule.id, rule.role, example, id=f"{rule.id}: {example}")
        for rule in rules()
        for example in getattr(rule, kind)
    ]


def drawn(example: str) -> tuple[Sketch, Span]:
    """The sketch of an example without its [brackets], and the span that they mark."""
    span = Span(example.index("["), example.index("]") - 1)
    text = example.replace("[", "").replace("]", "")
    sketch = draw(
        text,
        counts.find(text),
        places.find(text, settle(text)),
        terms.nouns(text),
        terms.terms(text),
        terms.vetoes(text),
        sources.find(text),
    )
    return sketch, span


def read(example: str) -> list[tuple[str, str]]:
    """The role and the rule of the place in [brackets], as all rules together decide it."""
    sketch, span = drawn(example)
    marked = [i for i, item in enumerate(sketch.items) if item.span.overlaps(span)]
    assert any(isinstance(sketch.items[i].value, Place) for i in marked), "no place in brackets"
    found = roles.find(sketch)
    return [(found[i].name, found[i].rule) for i in marked if i in found]


@pytest.mark.parametrize(("rule", "role", "example"), examples("finds"))
def test_what_a_rule_finds_is_won_by_it(rule: str, role: str, example: str) -> None:
    assert read(example) == [(role, rule)]


@pytest.mark.parametrize(("rule", "role", "example"), examples("ignores"))
def test_what_a_rule_ignores_is_left_alone_by_it(rule: str, role: str, example: str) -> None:
    assert rule not in [winner for _, winner in read(example)]


def times() -> list[Any]:
    """One case an example of the rules of time: "in 2021 = 2021-01-01..2021-12-31"."""
    return [
        pytest.param(rule["id"], *example.rsplit(" = ", 1), id=f"{rule['id']}: {example}")
        for rule in written(load.FOLDER / "en/periods.toml")
        for example in rule.get("finds", [])
    ]


@pytest.mark.parametrize(("rule", "text", "days"), times())
def test_what_a_rule_of_time_finds_is_won_by_it(rule: str, text: str, days: str) -> None:
    assert rule in [expression.rule.id for expression in expressions(text)]
    (period,) = periods.find(text, PUBLISHED)
    assert f"{period.start or ''}..{period.end or ''}" == (
        days if ".." in days else f"{days}..{days}"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_two_rules_have_one_name(path: Path) -> None:
    names = [rule["id"] for rule in written(path)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_rule_is_named_in_small_words(path: Path) -> None:
    names = [rule["id"] for rule in written(path)]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)] == []


def test_every_rule_has_a_known_role_and_both_proofs() -> None:
    assert {rule.role for rule in rules()} <= ROLES
    assert [rule.id for rule in rules() if not rule.finds or not rule.ignores] == []


def test_every_class_that_a_rule_names_is_a_class_of_the_terms() -> None:
    known = {row["class"] for row in table("terms")} | load._SPECIAL.keys()
    named = {name for rule in rules() for name in re.findall(r"\{(\w+)\}", rule.pattern)}
    assert named - known == set()


@pytest.mark.parametrize(("rule", "role", "example"), examples("finds"))
def test_the_order_of_the_rules_carries_no_meaning(
    rule: str,
    role: str,
    example: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if rule in TIED:
        request.applymarker(pytest.mark.xfail(reason=TIED[rule]))
    backwards = roles.by_beginning(tuple(reversed(rules())))
    monkeypatch.setattr(roles, "beginnings", lambda: backwards)
    assert read(example) == [(role, rule)]


@pytest.mark.parametrize("kind", ["finds", "ignores"])
def test_a_rule_that_is_passed_over_would_have_found_nothing(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sketches = [_bare(example) for rule in rules() for example in getattr(rule, kind)]
    opened = [roles.find(sketch) for sketch in sketches]
    always = [replace(rule, needs=frozenset({ANYTHING})) for rule in rules()]
    monkeypatch.setattr(roles, "beginnings", lambda: roles.by_beginning(always))
    assert opened == [roles.find(sketch) for sketch in sketches]


def _bare(example: str) -> Sketch:
    text = example.replace("[", "").replace("]", "")
    mentions = counts.find(text), places.find(text, settle(text)), terms.nouns(text)
    return draw(text, *mentions, terms.terms(text))


BROKEN = {
    "a name that is taken": (RULE + RULE, 2, ['"to-place"', "rule 1", "choose another"]),
    "a role that no one knows": (
        RULE.replace("destination", "goal"),
        1,
        ['"goal"', "take one of", "destination"],
    ),
    "no pattern": (RULE.replace('pattern = "to {place}"\n', ""), 1, ["no pattern", "add it"]),
    "no name": (RULE.replace('id = "to-place"\n', ""), 1, ["no id", "add it"]),
    "no proof": (
        RULE + RULE.replace('finds = ["They went to [Poland]."]\n', ""),
        2,
        ["no finds", "add a sentence"],
    ),
    "an empty proof": (
        RULE.replace('["They left [Poland]."]', "[]"),
        1,
        ["no ignores", "add a sentence"],
    ),
    "a class that no term has": (
        RULE.replace("to {place}", "{wander} {place}"),
        1,
        ["{wander}", "terms.csv"],
    ),
    "a bracket left open": (
        RULE.replace("to {place}", "(to|into {place}"),
        1,
        ['"to-place"', "unterminated", "mend it"],
    ),
    "a brace left open": (RULE.replace("to {place}", "to {place} {flee"), 1, ["close it"]),
    "a rule about nothing": (RULE.replace("to {place}", "to {any_place}"), 1, ["{nation}"]),
}


@pytest.mark.parametrize(("text", "number", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_named_with_its_file_number_and_remedy(
    text: str, number: int, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    with pytest.raises(BrokenTable) as caught:
        rules("broken")
    assert (caught.value.file, caught.value.line) == ("broken.toml", number)
    assert [words for words in said if words not in caught.value.reason] == []
    assert str(caught.value).startswith(f"broken.toml, rule {number}: ")


def test_a_file_that_is_no_toml_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = RULE.replace('role = "destination"', "role = destination")
    (tmp_path / "broken.toml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    with pytest.raises(BrokenTable) as caught:
        rules("broken")
    assert str(caught.value).startswith("broken.toml, line 5: cannot be read as TOML")
