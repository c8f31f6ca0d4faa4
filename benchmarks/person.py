"""The person of a benchmark: what he types before a click, and what he answers to its questions."""

from collections.abc import Callable

from mplus3_xl.domain.vocabulary import FieldState
from mplus3_xl.layout.call import fiche
from mplus3_xl.live.book import Book
from mplus3_xl.live.port import Tone

_ANSWERS = {"chercher": "martin", "appeler": "oui"}
_DIALOGS = ("ask", "ask_file", "ask_text")


def _type_an_address(desk: Book, run: int) -> None:
    """Correct an e-mail on the form that is open, another one at each run."""
    desk.go_to(fiche.TITLE)
    field = {"fiche_email_etat": FieldState.MODIFIE.label, "fiche_email": f"a{run}@exemple.fr"}
    desk.write_form(field)


_TYPING: dict[str, Callable[[Book, int], None]] = {"enregistrer": _type_an_address}


class Person:
    """Answers the questions of one click; leaves those that he has no answer to."""

    def __init__(self) -> None:
        self._click = ""
        self.left = self.refused = False
        """Whether he left a question, or was refused: the click ended there."""
        for name in _DIALOGS:
            setattr(Book, name, self._answer)
        self._listen(Book.tell)

    def before(self, click: str, desk: Book, run: int) -> None:
        """Type what the click needs."""
        self._click, self.left, self.refused = click, False, False
        if click in _TYPING:
            _TYPING[click](desk, run)

    def _listen(self, tell: Callable[..., None]) -> None:
        def told(desk: Book, message: str, tone: Tone = Tone.DONE) -> None:
            self.refused = tone is Tone.REFUSAL
            tell(desk, message, tone)

        Book.tell = told  # type: ignore[method-assign, assignment] # he hears what is said

    def _answer(self, *_question: object, **_options: object) -> str | None:
        answer = _ANSWERS.get(self._click)
        self.left = self.left or answer is None
        return answer
