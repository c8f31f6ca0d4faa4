"""What the button Diagnostic looks at: who clicks, which versions, then what `verifier` does."""

from collections.abc import Sequence
from pathlib import Path

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.checkup import Finding, look
from mplus3_xl.layout import a_propos
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk
from mplus3_xl.workbook_versions import installed


def show_diagnosis(desk: Desk, workspace: Workspace) -> None:
    """Look at all that the program needs, and show the cure of what is wrong."""
    found = _findings(workspace, desk.path)
    desk.write_table(a_propos.DIAGNOSTIC, [_row(each) for each in found])
    desk.show(a_propos.DIAGNOSTIC)
    desk.tell(_said(found))


def _said(found: Sequence[Finding]) -> str:
    """Say how many points are to be mended, else to be known."""
    wrong = sum(not each.sound for each in found)
    if wrong:
        return f"{count(wrong, 'point', 'points')} à corriger, en bas de cette page."
    known = sum(each.to_know for each in found)
    more = f" {count(known, 'point', 'points')} à savoir, en bas de cette page." if known else ""
    return f"Tout est en ordre.{more}"


def _findings(workspace: Workspace, book: Path) -> list[Finding]:
    """Return one finding for each thing; the versions were compared when the click began."""
    own = installed()
    told = (
        f"programme {own['meta_package']}, mise en page {own['meta_layout']}, "
        f"xlwings {own['meta_xlwings']}"
    )
    return [
        Finding("Utilisateur", True, author()),
        Finding("Versions", True, told),
        Finding("Classeur", True, str(book)),
        *look(workspace),
    ]


def _row(finding: Finding) -> dict[str, Value]:
    """Return what was looked at as a row of `tDiagnostic`."""
    word = "À savoir" if finding.to_know else "OK" if finding.sound else "À corriger"
    said = " ".join(filter(None, (f"{word} : {finding.seen}", finding.cure)))
    return {"sujet": finding.subject, "constat": said}
