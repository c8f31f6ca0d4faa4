"""Every word of the rule tables is read somewhere: none says what the program does not do."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

import mplus3_xl
from mplus3_xl import rules
from tests.rules.test_tables import LIMITS, TABLES, TEMPLATES

# Why a rule is what it is, for whoever reads the table.
REASONS = {"source"}
# Tables whose keys are codes or words of their own, gone through whole.
WHOLE = {
    *("columns.contrats", "columns.clients", "required_fields.mistyped_domain"),
    *("attempts.limit", "calling_hours.zones"),
}


def keys_of(value: object, path: str) -> Iterator[str]:
    """The keys of a table at any depth, but for those of `WHOLE`."""
    if isinstance(value, list):
        for each in value:
            yield from keys_of(each, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if path not in WHOLE:
                yield key
            yield from keys_of(inner, f"{path}.{key}")


@cache
def words_of_the_program() -> frozenset[str]:
    """The names and texts that stand in the program's own code."""
    found: set[str] = set()
    for path in Path(str(resources.files(mplus3_xl))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)) if " " not in text:
                    found.update(text.split("."))
                case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                    found.add(name)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found.add(name)
    return frozenset(found)


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_rule_table_is_read(name: str) -> None:
    keys = set(keys_of(rules.table(name), name)) - REASONS
    assert keys - words_of_the_program() == set()


def test_every_limit_is_read_by_a_rule() -> None:
    named = {rule["limit"] for rule in rules.table("privacy")["retention"].values()}
    assert set(LIMITS) - named - words_of_the_program() == set()


def test_every_text_of_the_script_has_its_place() -> None:
    assert {each["code"] for each in TEMPLATES} - words_of_the_program() == set()
