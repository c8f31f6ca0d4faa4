"""What the macros ask of Python exists, and takes no argument."""

import inspect
import re
from importlib import import_module

import pytest

from mplus3_xl.bootstrap import shipped
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.macro_workbook import sheet_modules, shim_modules
from mplus3_xl.painter.vba import Module
from tests.painter.invented import content

_CALL = re.compile(r'RunPython\s*\(?\s*"import ([\w.]+); ?\1\.(\w+)\(\)"')
MODULES = [
    *shim_modules(shipped("vba_shims")),
    *sheet_modules(sheets(content(1)), shipped("vba_shims")),
]


def faults(text: str) -> list[str]:
    """What is wrong with the RunPython calls of a module."""
    calls = _CALL.findall(text)
    found = [
        f"{module}.{name}: no such function" for module, name in calls if _missing(module, name)
    ]
    if len(calls) != len(re.findall(r"\bRunPython\b", text)):
        found.append("a call that is not written: import MODULE; MODULE.FUNCTION()")
    return found


def _missing(module: str, name: str) -> bool:
    try:
        function = getattr(import_module(module), name)
    except (ImportError, AttributeError):
        return True
    return bool(inspect.signature(function).parameters)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_call_names_a_function_without_argument(module: Module) -> None:
    assert faults(module.code) == []


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ('RunPython "import mplus3_xl.clock; mplus3_xl.clock.now()"', False),
        ('RunPython "import mplus3_xl.clock; mplus3_xl.clock.then()"', True),
        ('RunPython "import mplus3_xl.absent; mplus3_xl.absent.now()"', True),
        ('RunPython "import mplus3_xl.settings; mplus3_xl.settings.load()"', True),
        ('RunPython "print(1)"', True),
    ],
)
def test_a_wrong_call_would_be_seen(call: str, *, wrong: bool) -> None:
    assert bool(faults(f"Public Sub X()\n    {call}\nEnd Sub\n")) is wrong
