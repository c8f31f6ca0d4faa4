"""What no free text but the note may hold: what no note may, and health (§1.4).

Stricter than a note: a form asks why a contract or a call is refused, and the answer may be an
illness.
"""

from collections.abc import Iterator
from functools import cache

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.note_rules import note_findings
from mplus3_xl.errors import UserError
from mplus3_xl.rules import table

NO_ACTION, WHY_NO_ACTION = "Pas d’action", "Pas d’action : pourquoi"
"""What the refusals and the forms call the reason why no action is planned."""


def text_problems(field: str, label: str, text: str | None) -> tuple[FormProblem, ...]:
    """Find what a text must not hold; `label` is what the form calls it."""
    return tuple(_problems(field, label, text or ""))


def refuse_text(label: str, text: str | None) -> None:
    """Refuse a text that is asked alone, outside a form (UserError)."""
    problems = text_problems("", label, text)
    if problems:
        raise UserError(
            "texte_interdit",
            f"Texte refusé. {' '.join(each.message for each in problems)}",
            "Rien n’a été enregistré : récrivez ce texte, puis recommencez.",
        )


def _problems(field: str, label: str, text: str) -> Iterator[FormProblem]:
    for found in note_findings(text, label=label).problems:
        yield FormProblem(field, found.code, found.message)
    folded = fold(text)
    for word in _health_words():
        if f" {fold(word)} " in f" {folded} ":
            message = f"{label} : « {word} » parle de santé ; dites-le sans rien de médical."
            yield FormProblem(field, "donnee_de_sante", message)


@cache
def _health_words() -> tuple[str, ...]:
    """Return the words about health; those that also name a contract ("santé") pass."""
    groups = {each["code"]: each["words"] for each in table("attempts")["watched_words"]}
    families = {fold(name) for each in table("families")["family"] for name in each["products"]}
    return tuple(word for word in groups["sante"] if fold(word) not in families)
