"""The words of the script as an agency has them: what it typed, kept where it differs from ours."""

from collections.abc import Mapping

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.script_text import Template, templates

TEXT = "texte:"
"""What the code of a text begins with, in the journal and as the place of a problem."""
SUBJECT = ".objet"
"""What follows the code of a mail in the name of its subject."""


def edited(texts: Mapping[str, str]) -> dict[str, Template]:
    """Return the templates with the words of the agency."""
    return {
        code: template._replace(
            text=texts.get(code, template.text),
            subject=texts.get(f"{code}{SUBJECT}", template.subject),
        )
        for code, template in templates().items()
    }


def read_texts(
    typed: Mapping[str, str | None], old: Mapping[str, str]
) -> tuple[dict[str, str], list[FormProblem]]:
    """Return the texts that differ from ours, by code, and what is wrong with those typed.

    What is not typed stays as it is in `old`; an empty one is ours again.
    """
    raise NotImplementedError


def label_of_text(code: str) -> str:
    """Return what a text is called, by its code."""
    template = templates()[code.removesuffix(SUBJECT)]
    return f"{template.label} – objet" if code.endswith(SUBJECT) else template.label
