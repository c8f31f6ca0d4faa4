"""VBA text: two compile faults that the static analysers let through."""

import re
from collections.abc import Iterator

from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.vba.reading import StoredModule

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_COMMENT = re.compile(r"'.*|^\s*Rem\b.*", re.IGNORECASE)
_OPENS = re.compile(
    r"\s*(?:(?:Public|Private|Friend)\s+)?(?:Static\s+)?"
    r"(Sub|Function|Property(?=\s+(?:Get|Let|Set)))\s+\w+",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s*End\s+(Sub|Function|Property)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[-+*/\\^&=<>]|\b(?:And|Or|Xor|Not|Mod|Like|Is))\s*$", re.IGNORECASE)


def findings(part: str, module: StoredModule) -> Iterator[Finding]:
    """Procedures that are not closed, and statements that end on an operator."""
    where = f"{part}/{module.name}"
    opened = ""
    for line in _statements(module.source):
        start, end = _OPENS.match(line), _CLOSES.match(line)
        if (start and opened) or (end and not opened):
            yield Finding(where, "vba-sans-fin", f"procédure mal fermée : {line}")
        if start:
            opened = start[1]
        elif end:
            opened = ""
        if _UNFINISHED.search(line):
            yield Finding(where, "vba-operateur", f"instruction inachevée : {line}")
    if opened:
        yield Finding(where, "vba-sans-fin", f"il manque End {opened}")


def _statements(source: str) -> Iterator[str]:
    """The lines of code, continued ones joined, without texts and comments.

    Of conditional compilation only the first branch is read: each branch may open a procedure
    that the lines after `#End If` close.
    """
    in_other_branch: list[bool] = []
    for line in re.sub(r" _\r?\n", " ", source).splitlines():
        bare = _COMMENT.sub("", _TEXT.sub('""', line)).strip()
        directive = bare.lower()
        if directive.startswith("#if "):
            in_other_branch.append(False)
        elif directive.startswith("#else") and in_other_branch:
            in_other_branch[-1] = True
        elif directive.startswith("#end if") and in_other_branch:
            in_other_branch.pop()
        elif not any(in_other_branch) and not bare.startswith(("#", "Attribute ")):
            yield bare
