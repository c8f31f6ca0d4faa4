"""The staff guide says what is so: its buttons, sheets, commands, words, pictures, and its PDF."""

import ast
import os
import re
import shlex
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from urllib.parse import unquote

import pytest
from markdown_it.token import Token

from docs.guide import GUIDE, PDF, renewed
from docs.guide_pdf import anchor, parsed
from docs.guide_refusals import RAISED, THEMES, codes, refusals
from docs.guide_tables import TABLES, commands
from mplus3_xl.bootstrap import shipped
from mplus3_xl.layout.actions import ACTIONS, Action
from mplus3_xl.layout.technical import CONF
from mplus3_xl.layout.workbook import PLANS

PACKAGE = GUIDE.parents[1] / "mplus3_xl"
TOLD = ("En deux minutes", "La journée d’un chargé", "Le mois d’un responsable", "Les mots")
"""The chapters that quote the program and nothing else."""
REFUSED = "Quand quelque chose est refusé"
_WORD = re.compile(r"\w+")
_FOOTER = re.compile(r"Guide de l’utilisateur M\+3\s+\d+ / \d+\s")


@cache
def text() -> str:
    return GUIDE.read_text(encoding="utf-8")


@cache
def tokens() -> tuple[Token, ...]:
    return tuple(
        token for block in parsed().parse(text()) for token in (block, *(block.children or ()))
    )


def inside(kind: str) -> list[str]:
    """The texts between the openings and the closings of a kind of token."""
    found: list[str] = []
    opened = False
    for token in tokens():
        if token.type == f"{kind}_open":
            opened, found = True, [*found, ""]
        elif token.type == f"{kind}_close":
            opened = False
        elif opened and token.type in ("text", "softbreak"):
            found[-1] += token.content or " "
    return found


def written_commands() -> Iterator[list[str]]:
    """Each `mplus3 …` of the guide, as its words."""
    for token in tokens():
        if token.type in ("code_inline", "fence"):
            for line in token.content.splitlines():
                if found := re.search(r'(?:^|[\\ ])mplus3(?:\.exe)?"?(?: (.*))?$', line):
                    yield shlex.split(found[1] or "", posix=False)


@cache
def program_words() -> str:
    """Everything that the program may show: its texts, its rules, its macros."""
    sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    constants = (
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    rules = (path.read_text(encoding="utf-8") for path in (PACKAGE / "rules").glob("*.toml"))
    macros = (path.read_text(encoding="utf-8") for path in shipped("vba_shims").iterdir())
    return "\n".join([*constants, *rules, *macros])


def quoted() -> list[str]:
    """What the guide quotes of the screen, in pieces where it leaves something out."""
    chapters = {part.partition("\n")[0]: part for part in text().split("\n## ")}
    told = [chapters[title] for title in TOLD]
    refused = re.findall(
        r"^\|(.+?)\|.*\| `\w+` \|$", chapters["Quand quelque chose est refusé"], re.M
    )
    found = re.findall(r"« ([^»]+) »", "\n".join([*told, *refused]).replace("\n", " "))
    return [piece for each in found for piece in map(str.strip, each.split("…")) if piece]


def test_the_tables_of_the_guide_are_those_of_the_program() -> None:
    assert renewed(text()) == text(), "python -m docs.guide"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_each_button_of_the_ribbon_is_in_the_guide(action: Action) -> None:
    assert action.label in inside("strong")


def test_what_stands_in_bold_is_a_button() -> None:
    assert set(inside("strong")) <= {action.label for action in ACTIONS}


def test_what_stands_in_italics_is_a_sheet() -> None:
    assert set(inside("em")) <= {plan.title for plan in PLANS}


def test_each_command_of_the_guide_exists_with_its_options() -> None:
    known = commands()
    for words in written_commands():
        name = " ".join(words[:2] if " ".join(words[:2]) in known else words[:1])
        assert name in known, words
        options = {word for word in words if word.startswith("--")}
        assert options <= known[name][1] | {"--aide"}, words


def test_a_workbook_that_names_no_python_starts_the_one_that_the_guide_installs() -> None:
    made = re.search(r'^py -m venv "(.+)"$', text(), re.MULTILINE)
    assert made is not None
    assert dict(CONF)["INTERPRETER_WIN"] == rf"{made[1]}\Scripts\python.exe"


def test_the_guide_quotes_the_screen_word_for_word() -> None:
    assert len(quoted()) > 50
    assert [each for each in quoted() if each not in program_words()] == []


def test_the_codes_of_the_refusals_are_those_of_the_program() -> None:
    chapter = text().split(f"\n## {REFUSED}\n")[1].split("\n## ")[0]
    named = re.findall(r"\| `(\w+)` \|$", chapter, re.MULTILINE)
    assert len(named) > 10
    assert set(named) <= codes()


def _coded() -> Iterator[tuple[str, ast.expr]]:
    """The code of each refusal that the program makes, with the module where it stands."""
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in RAISED:
                yield module, node.args[0]


def test_the_guide_lists_every_refusal_of_the_program() -> None:
    listed = {each.code for found in refusals().values() for each in found}
    given = [(module, code) for module, code in _coded() if not ast.unparse(code).endswith(".code")]
    assert len(given) > 100
    assert {eval(ast.unparse(code), vars(import_module(m))) for m, code in given} <= listed


def test_each_theme_of_the_refusals_has_modules() -> None:
    modules = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")]
    starts = [start for each in THEMES.values() for start in each]
    assert [each for each in starts if not any(m.startswith(each) for m in modules)] == []


def test_each_picture_of_the_guide_is_there_and_is_described() -> None:
    pictures = [token for token in tokens() if token.type == "image"]
    assert pictures
    assert [p for p in pictures if not (GUIDE.parent / str(p.attrGet("src"))).is_file()] == []
    assert [p.attrGet("src") for p in pictures if not p.content] == []


def test_each_link_of_the_guide_leads_somewhere() -> None:
    anchors = {anchor(title) for title in inside("heading")}
    for token in tokens():
        target = unquote(str(token.attrGet("href"))) if token.type == "link_open" else "http"
        if target.startswith("#"):
            assert target[1:] in anchors
        elif not target.startswith("http"):
            assert (GUIDE.parent / target).is_file()


def test_the_pdf_says_what_the_guide_says() -> None:
    said = Counter(_WORD.findall(printed()))
    wanted = Counter(_WORD.findall(shown()))
    assert wanted - said == Counter()
    more = {word for word in said - wanted if not word.isdecimal()}  # the contents have pages
    assert more <= set(_WORD.findall(" ".join(inside("th"))))  # a long table has its titles again


def test_the_pdf_is_small_enough_to_be_sent() -> None:
    assert PDF.stat().st_size < 2_000_000


def test_a_table_that_the_program_changed_would_be_seen() -> None:
    assert renewed(text().replace(ACTIONS[0].supertip, "Autre chose.")) == text()
    with pytest.raises(LookupError):
        renewed(text().replace(f"<!-- {next(iter(TABLES))} -->", ""))


def shown() -> str:
    """What a reader of the guide sees: no mark, no address, no description of a picture."""
    return "\n".join(
        token.content
        for token in tokens()
        if token.type in ("text", "code_inline", "fence", "code_block")
    )


def printed() -> str:
    """The text of the PDF without what stands at the foot of each page."""
    if shutil.which("pdftotext") is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext is missing: the PDF of the guide was not read")
        pytest.skip("pdftotext is missing")
    command = ["pdftotext", "-raw", str(PDF), "-"]
    pages = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return _FOOTER.sub("", pages)
