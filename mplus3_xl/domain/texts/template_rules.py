"""Whether a template of the script, as an agency edited it, may be used.

D11, L34-5 CPCE, R112-4 2° C. ass.: what it may not say, what it keeps, and how long it is.
"""

import re
from collections.abc import Iterator

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.script import MERGE_FIELD, SUBJECT, Template, labels, merged
from mplus3_xl.rules import table

SUBJECT_MOST = 120  # characters, its fields counted as missing; what mail programs show of it
_LEFT_OVER = re.compile(r"[{}]")
# D11: this word is said to nobody, so that the message does not repeat it.
_FORBIDDEN = "pretexte"
_MESSAGES = ("sms", "mail")


def template_problems(template: Template) -> tuple[FormProblem, ...]:
    """Find why an edited template cannot be used.

    The place is its code, or the code and `SUBJECT` for the subject of a mail.
    """
    text, found = template.text, list(_of_text(template))
    found += (_refused(template, *each) for each in _problems(template, text, template.longest))
    if template.subject is not None:
        wrong = _problems(template, template.subject, SUBJECT_MOST)
        found += (_refused(template, *each, SUBJECT) for each in wrong)
    return tuple(found)


def _of_text(template: Template) -> Iterator[FormProblem]:
    """Find what the text itself lacks: a subject need not keep anything."""
    said, fields = fold(template.text), MERGE_FIELD.findall(template.text)
    for kept in template.keeps:
        if not {*kept} & {*fields}:
            lost = " ou ".join(f"{{{code}}}" for code in kept)
            yield _refused(template, "champ_perdu", f"il garde {lost} : {template.because}.")
    for word in template.says:
        if fold(word) not in said:
            message = f"il dit le mot « {word} » : {template.because}."
            yield _refused(template, "mot_absent", message)
    denied = [each for each in table("scripts")["denials"] if fold(each) in said]
    if template.says and denied:
        message = f"« {denied[0]} » dit le contraire : {template.because}."
        yield _refused(template, "mot_contraire", message)


def _problems(template: Template, text: str, most: int) -> Iterator[tuple[str, str]]:
    """Find what a text or a subject may not be: a code, and the sentence that says it."""
    for name in dict.fromkeys(MERGE_FIELD.findall(text)):
        if name not in labels():
            known = ", ".join(f"{{{code}}}" for code in labels())
            yield "champ_inconnu", f"le champ {{{name}}} n’existe pas. Champs : {known}."
    if _LEFT_OVER.search(MERGE_FIELD.sub("", text)):
        said = "une accolade est seule ; un champ s’écrit entre deux accolades, comme {prenom}."
        yield "accolade_seule", said
    if _FORBIDDEN in fold(text):
        said = "il contient le mot que l’agence ne dit pas (D11). Dites « mise à jour du dossier »."
        yield "mot_interdit", said
    if template.channel in _MESSAGES:
        yield from _offers(text)
    length = len(merged(text, {}).text)
    if length > most:
        said = f"il fait {length} caractères, chaque champ compté comme « à compléter » : "
        yield "modele_trop_long", f"{said}{most} au plus."


def _offers(text: str) -> Iterator[tuple[str, str]]:
    words = fold(MERGE_FIELD.sub(" ", text)).split()
    named = [word for word in table("scripts")["offer_words"] if fold(word) in words]
    if named:
        said = (
            f"« {', '.join(named)} » : ce message donne des coordonnées, sans offre ni lien "
            "(L34-5 CPCE)."
        )
        yield "message_promotionnel", said


def _refused(template: Template, code: str, said: str, part: str = "") -> FormProblem:
    name = f"{template.label} – objet" if part else template.label
    return FormProblem(f"{template.code}{part}", code, f"« {name} » : {said}")
