"""The words of one call: the agency's own templates or ours, merged with what is known.

An agency edits a text by a file `scripts/<code>.txt` in its folder (UTF-8); that of a mail may
begin with a line "Objet : …". One that the rules refuse is told, and ours is used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mplus3_xl.domain.agencies import Agency
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.script_text import (
    Script,
    Template,
    merge_values,
    merged,
    opening,
    templates,
)
from mplus3_xl.domain.template_rules import template_problems
from mplus3_xl.layout import fiche, script
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import FieldValue
from mplus3_xl.services.preparation import Preparation

FOLDER, ENDING, SUBJECT = "scripts", ".txt", "Objet :"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a call by template code; `trouble` says what is wrong with the agency's own."""

    texts: Mapping[str, Script]
    opening: Script
    subject: str
    trouble: tuple[str, ...]


def words_of(shown: Preparation, site: Agency | None, caller: str | None, folder: Path) -> Words:
    """Merge every template for the call that `shown` prepares, made by `caller` (his full name)."""
    known, trouble = _templates(folder)
    contract = _contract(shown)
    values = merge_values(shown.facts.client, caller, site, contract)
    texts = {code: merged(template.text, values) for code, template in known.items()}
    first = opening(caller, contract.seller if contract else None)
    subject = merged(known["mail_coordonnees"].subject or "", values)
    return Words(texts, texts[first.code], subject.text, trouble)


def shown_words(words: Words) -> dict[str, FieldValue]:
    """Return what the form shows of the script."""
    texts = words.texts
    mail = texts["mail_coordonnees"].text
    return {
        "fiche_script": _lines(words.opening, fiche.SCRIPT_LINES),
        "fiche_objet": _lines(texts["objet_appel"], fiche.SCRIPT_LINES),
        "fiche_rendez_vous": _lines(texts["pas_disponible"], fiche.APPOINTMENT_LINES),
        "fiche_transition": _lines(texts["transition_bilan"], fiche.SCRIPT_LINES),
        "fiche_declencheur": _lines(texts["declencheur"], 1),
        "fiche_sms": texts["sms_coordonnees"].text,
        "fiche_mail": f"{SUBJECT} {words.subject}\n\n{mail}",
    }


def _lines(said: Script, count: int) -> list[list[Value]]:
    wrapped = list(script.spoken(said.text))
    if len(wrapped) > count:
        wrapped = [*wrapped[: count - 1], f"{wrapped[count - 1]} […]"]
    return [[line] for line in wrapped]


def _contract(shown: Preparation) -> Contract | None:
    """Return the contract that the call is about: the one that gave the dossier its date."""
    contracts, effect = shown.facts.contracts, shown.facts.dossier.effect_date
    return next((each for each in contracts if each.effect_date == effect), None)


def _templates(folder: Path) -> tuple[dict[str, Template], tuple[str, ...]]:
    known, trouble = dict(templates()), list[str]()
    for path in sorted((folder / FOLDER).glob(f"*{ENDING}")):
        template = known.get(path.stem)
        if template is None:
            trouble.append(_told(path, f"aucun texte ne s’appelle ainsi ({', '.join(known)})"))
            continue
        edited = _edited(path, template)
        problems = list(_problems(path, edited))
        trouble += problems
        if edited is not None and not problems:
            known[path.stem] = edited
    return known, tuple(trouble)


def _edited(path: Path, template: Template) -> Template | None:
    """Return the template with the agency's words; nothing for a file that is no text."""
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return None
    first, _, rest = text.partition("\n")
    if template.subject is None or not first.startswith(SUBJECT):
        return template._replace(text=text)
    return template._replace(subject=first.removeprefix(SUBJECT).strip(), text=rest.strip())


def _problems(path: Path, edited: Template | None) -> Iterator[str]:
    if edited is None:
        yield _told(path, "il n’est pas lisible ; enregistrez-le en texte UTF-8")
        return
    for problem in template_problems(edited):
        yield _told(path, problem.message)


def _told(path: Path, what: str) -> str:
    return f"{FOLDER}/{path.name} n’est pas utilisé, le texte d’origine sert : {what}"
