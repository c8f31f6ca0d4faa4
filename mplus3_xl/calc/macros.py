"""VBA that a workbook carries, run by LibreOffice's own interpreter.

LibreOffice ends a Sub silently at an error of its VBA, and runs nothing at all of a project in
which one module does not compile: assert what a macro did, never that it did not raise.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import RefusedError, missing

if TYPE_CHECKING:
    from mplus3_xl.calc.book import Book

_PROJECT = "VBAProject"


def run(book: "Book", macro: str, args: Sequence[object]) -> object:
    """Run "Module.Sub", or a "Sub" looked for in each module, and give what it returns.

    Raises `RefusedError` when there is no such macro.
    """
    absent = bridge.error("script.provider.ScriptFrameworkErrorException")
    for candidate in _candidates(book.doc, macro):
        try:
            script = book.doc.getScriptProvider().getScript(_address(candidate))
        except absent:
            continue
        result: object = script.invoke(tuple(map(_argument, args)), (), ())[0]
        return result
    raise RefusedError(f"{book.name} has no macro {macro}")


def _argument(value: object) -> object:
    """A value as VBA takes it; an integer would reach a Long or a Double as 0."""
    if isinstance(value, bool | str | float):
        return value
    if not isinstance(value, int):
        missing(f"a macro with an argument such as {value!r}")
    return float(value)


def call(book: "Book", address: str) -> None:
    """Run the script that a control is bound to."""
    book.doc.getScriptProvider().getScript(address).invoke((), (), ())


def name(address: str) -> str:
    """The "Module.Sub" of a script's address."""
    return address.partition(f"{_PROJECT}.")[2].partition("?")[0]


def _address(macro: str) -> str:
    return f"vnd.sun.star.script:{_PROJECT}.{macro}?language=Basic&location=document"


def _candidates(doc: Uno, macro: str) -> Iterator[str]:
    if "." in macro:
        yield macro
    elif doc.BasicLibraries.hasByName(_PROJECT):
        modules = doc.BasicLibraries.getByName(_PROJECT).ElementNames
        yield from (f"{module}.{macro}" for module in modules)
