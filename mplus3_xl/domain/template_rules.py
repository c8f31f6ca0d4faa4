"""Whether a template of the script, as an agency edited it, may be used (D11, L34-5 CPCE)."""

import re
from collections.abc import Iterator

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.script_text import MERGE_FIELD, Template, labels
from mplus3_xl.domain.text import fold
from mplus3_xl.rules import table

_LEFT_OVER = re.compile(r"[{}]")
# D11: this word is said to nobody, so that the message does not repeat it.
_FORBIDDEN = "pretexte"
_MESSAGES = ("sms", "mail")


def template_problems(template: Template) -> tuple[FormProblem, ...]:
    """Find why an edited template cannot be used; the place is its code."""
    return tuple(_problems(template))


def _problems(template: Template) -> Iterator[FormProblem]:
    text = f"{template.subject or ''}\n{template.text}"
    if is_blank(template.text):
        yield _refused(template, "modele_vide", "le texte est vide.")
    for name in dict.fromkeys(MERGE_FIELD.findall(text)):
        if name not in labels():
            known = ", ".join(f"{{{code}}}" for code in labels())
            said = f"le champ {{{name}}} n’existe pas. Champs : {known}."
            yield _refused(template, "champ_inconnu", said)
    if _LEFT_OVER.search(MERGE_FIELD.sub("", text)):
        said = "une accolade est seule ; un champ s’écrit entre deux accolades, comme {prenom}."
        yield _refused(template, "accolade_seule", said)
    if _FORBIDDEN in fold(text):
        said = "il contient le mot que l’agence ne dit pas (D11). Dites « mise à jour du dossier »."
        yield _refused(template, "mot_interdit", said)
    if template.channel in _MESSAGES:
        yield from _offers(template, text)


def _offers(template: Template, text: str) -> Iterator[FormProblem]:
    words = fold(MERGE_FIELD.sub(" ", text)).split()
    named = [word for word in table("scripts")["offer_words"] if fold(word) in words]
    if named:
        said = (
            f"« {', '.join(named)} » : ce message donne des coordonnées, sans offre ni lien "
            "(L34-5 CPCE ; réglage « message promotionnel »)."
        )
        yield _refused(template, "message_promotionnel", said)


def _refused(template: Template, code: str, said: str) -> FormProblem:
    return FormProblem(template.code, code, f"Modèle « {template.label} » : {said}")
