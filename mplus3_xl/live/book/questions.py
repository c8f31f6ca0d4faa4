"""The boxes that a click opens in front of the person, and the telephone."""

from pathlib import Path

from mplus3_xl.layout.french import cut_short
from mplus3_xl.live.book.opened import TITLE, OpenedBook

ASK_FILE, ASK_TEXT, DIAL = "ChoisirFichier", "DemanderTexte", "Composer"
CONFIRM = "Confirmer"
MOST_ASKED = 1_000
"""What a box of VBA shows of a question, in characters: 1,024 at most, fewer if they are wide."""


class Questions(OpenedBook):
    """The questions of a workbook."""

    def ask(self, question: str, *, for_good: bool = False) -> bool:
        """See `Desk`. A question too long for VBA is asked whole, without another default."""
        if for_good and len(question) <= MOST_ASKED:
            return bool(self._run(CONFIRM, question, TITLE))
        answer = self.gate.call("ask", self._book.app.alert, question, TITLE, "yes_no")
        return bool(answer == "yes")

    def ask_file(self, title: str) -> Path | None:
        """See `Desk`."""
        chosen = self._run(ASK_FILE, title)
        return Path(str(chosen)) if chosen else None

    def ask_text(self, question: str) -> str | None:
        """See `Desk`. The macro puts a sign before what was answered."""
        answer = self._run(ASK_TEXT, cut_short(question, MOST_ASKED), TITLE)
        return str(answer)[1:] if answer else None

    def dial(self, phone: str) -> None:
        """See `Desk`."""
        self._run(DIAL, phone)
