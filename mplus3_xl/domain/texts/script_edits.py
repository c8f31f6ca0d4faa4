"""The words of the script as an agency has them: what it typed, kept where it differs from ours."""

import re
from collections.abc import Mapping

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.script import SUBJECT, Template, labels, templates
from mplus3_xl.domain.texts.template_rules import template_problems

TO_STAFF = "ecran"  # the channel of a reminder
TEXT = "texte:"
"""What the code of a text begins with, in the journal and as the place of a problem."""
_TYPED_FIELD = re.compile(r"\{([^{}]+)\}")


def edited(texts: Mapping[str, str]) -> dict[str, Template]:
    """Return the templates with the words of the agency."""
    return {
        code: template._replace(
            text=texts.get(code, template.text),
            subject=texts.get(f"{code}{SUBJECT}", template.subject),
        )
        for code, template in templates().items()
    }


def shown_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Return every text in force that is said or sent, by its code; a subject before its mail.

    What is shown to staff only is a reminder of the law, which nobody edits.
    """
    found: dict[str, str] = {}
    for code, template in edited(texts).items():
        if template.channel == TO_STAFF:
            continue
        if template.subject is not None:
            found[f"{code}{SUBJECT}"] = template.subject
        found[code] = template.text
    return found


def read_texts(
    typed: Mapping[str, str | None], old: Mapping[str, str]
) -> tuple[dict[str, str], list[FormProblem]]:
    """Return the texts that differ from ours, by code, and what is wrong with those typed.

    What is not typed stays as it is in `old`; an empty one is ours again. The place of a problem
    is `TEXT` and the code. Raises KeyError for a code that no text has.
    """
    ours, texts = shown_texts({}), dict(old)
    for code, each in typed.items():
        text = _clean(each or "")
        texts.pop(code, None)
        if text and text != ours[code]:
            texts[code] = text
    problems = [
        problem._replace(field=f"{TEXT}{problem.field}")
        for template in edited(texts).values()
        for problem in template_problems(template)
        if problem.field in typed
    ]
    return texts, problems


def label_of_text(code: str) -> str:
    """Return what a text is called, by its code; the code itself of one that is no more."""
    template = templates().get(code.removesuffix(SUBJECT))
    if template is None:
        return code
    return f"{template.label} – objet" if code.endswith(SUBJECT) else template.label


def _clean(text: str) -> str:
    """Return a text without the blanks that end it or its lines, its fields by their codes."""
    named = _TYPED_FIELD.sub(_by_code, text)
    return "\n".join(line.rstrip() for line in named.strip().splitlines())


def _by_code(typed: re.Match[str]) -> str:
    """Return a merge field as it is written, whatever its case and accents; else what is typed."""
    code = fold(typed[1]).replace(" ", "_")
    return f"{{{code}}}" if code in labels() else typed[0]
