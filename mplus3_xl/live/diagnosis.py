"""What the button Diagnostic looks at: who clicks, which versions, then what `verifier` does."""

from pathlib import Path

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.checkup import Finding, look
from mplus3_xl.workbook import installed


def findings(workspace: Workspace, book: Path) -> list[Finding]:
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
