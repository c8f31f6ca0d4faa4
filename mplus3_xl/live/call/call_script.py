"""The words of one call: the agency's own texts or ours, merged with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.texts.script import Script, filled, merge_values, merged, opening
from mplus3_xl.domain.texts.script_edits import edited
from mplus3_xl.layout.call import fiche, script
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Fields
from mplus3_xl.services.call.preparation import Preparation

SUBJECT = "Objet :"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a call by template code, which of them it begins with, the mail's subject."""

    texts: Mapping[str, Script]
    opening: Script
    subject: str


def words_of(
    shown: Preparation, site: Agency | None, caller: str | None, own: Mapping[str, str]
) -> Words:
    """Merge every template for the call that `shown` prepares, made by `caller` (his full name).

    `own` are the texts of the agency that replace ours, by code.
    """
    known = edited(own)
    contract = _contract(shown)
    values = merge_values(shown.facts.client, caller, site, contract)
    texts = {code: filled(template, values) for code, template in known.items()}
    first = opening(caller, contract.seller if contract else None)
    subject = merged(known["mail_coordonnees"].subject or "", values)
    return Words(texts, texts[first.code], subject.text)


def shown_words(words: Words) -> Fields:
    """Return what the form shows of the script."""
    texts = words.texts
    mail = texts["mail_coordonnees"].text
    return {
        "fiche_script": _lines(words.opening, fiche.SCRIPT_LINES),
        "fiche_objet": _lines(texts["objet_appel"], fiche.SCRIPT_LINES),
        "fiche_rendez_vous": _lines(texts["pas_disponible"], fiche.APPOINTMENT_LINES),
        "fiche_transition": _lines(texts["transition_bilan"], fiche.SCRIPT_LINES),
        "fiche_declencheur": _lines(texts["declencheur"], 1),
        "fiche_phrases": [[line] for line in script.phrases(_said(texts))],
        "fiche_sms": texts["sms_coordonnees"].text,
        "fiche_mail": f"{SUBJECT} {words.subject}\n\n{mail}",
    }


def _said(texts: Mapping[str, Script]) -> dict[str, str]:
    return {code: said.text for code, said in texts.items()}


def _lines(said: Script, count: int) -> list[list[Value]]:
    wrapped = list(script.spoken(said.text))
    if len(wrapped) > count:
        wrapped = [*wrapped[: count - 1], f"{wrapped[count - 1]} […]"]
    return [[line] for line in wrapped]


def _contract(shown: Preparation) -> Contract | None:
    """Return the contract that the call is about: the one that gave the dossier its date.

    The earliest, once an export corrected that date. One that ended is not talked of beside others.
    """
    every, effect = shown.facts.contracts, shown.facts.dossier.effect_date
    contracts = [each for each in every if not each.ended] or every
    about = (each for each in contracts if each.effect_date == effect)
    return next(about, min(contracts, key=lambda each: each.effect_date, default=None))
