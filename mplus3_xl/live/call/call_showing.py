"""What the form shows before a call: the preparation of a dossier as the words of its cells."""

from collections.abc import Iterable, Sequence
from datetime import date

from mplus3_xl.domain.call_form import is_blank, piece_field
from mplus3_xl.domain.client.fields import text_of
from mplus3_xl.domain.client.lagon_fields import CLIENT_TYPE
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.consent import Consent, valid_consents
from mplus3_xl.domain.contact.gate import Verdict
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.rule_labels import label_of
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout.call import call_fields, fiche
from mplus3_xl.layout.call.script import wrapped
from mplus3_xl.layout.french import count, moment, short_day
from mplus3_xl.layout.model import Value
from mplus3_xl.live.call.contracts_showing import family_said, other_contracts, shown_contracts
from mplus3_xl.live.port import Fields
from mplus3_xl.services.call.preparation import Preparation

_NONE, _NONE_FEMININE = "Aucun", "Aucune"


def shown_preparation(shown: Preparation, today: date) -> Fields:
    """Return the cells of the preparation, by name."""
    client, verdict = shown.facts.client, shown.verdict
    attempts = shown.facts.attempts
    return {
        "fiche_client": client.number,
        "fiche_telephone_appel": None if shown.facts.contacts.opposed else client.phone,
        "fiche_email_appel": client.email,
        "fiche_sinistres": _claims(shown.claims),
        "fiche_base": _basis(verdict.basis),
        "fiche_consentement": _consent(shown, today),
        call_fields.VERDICT: said_of(verdict),
        "fiche_champs_manquants": _fields(shown),
        call_fields.MISSING_PIECES: _pieces(shown),
        "fiche_autres_an": _joining(shown.joining),
        call_fields.WHERE: shown.where,
        "fiche_creneaux": shown.slots_left,
        "fiche_contrats": shown_contracts(shown),
        "fiche_contrats_reste": other_contracts(shown),
        "fiche_historique": [_attempt(each, shown) for each in attempts[: fiche.HISTORY_LINES]]
        or [[_NONE]],
        "fiche_questions": _questions(shown),
        "fiche_actes": _actes(shown.facts.actes),
        call_fields.BANNER: _banner(shown.banner),
    }


def said_of(verdict: Verdict) -> str:
    """Return what the gate says: its word, then its reasons."""
    label = verdict.permission.label
    return f"{label} : {verdict.message}" if verdict.reasons else label


def hidden(shown: Preparation) -> str:
    """Say how many attempts and pieces the form has no room for; nothing if it shows them all.

    The contracts without a line of their own are told under the others.
    """
    older = len(shown.facts.attempts) - fiche.HISTORY_LINES
    pieces = sum(map(len, shown.required_pieces.values())) - fiche.PIECE_LINES
    said = [count(older, "essai plus ancien", "essais plus anciens")] if older > 0 else []
    said += [count(pieces, "pièce", "pièces")] if pieces > 0 else []
    if not said:
        return ""
    how = " Enregistrez les pièces déjà réglées et rouvrez la fiche : les suivantes viennent."
    more = how if pieces > 0 else ""
    return f"La fiche n’a pas la place de montrer {' et '.join(said)}.{more}"


def _claims(claims: int | None) -> str | None:
    return None if claims is None else str(claims) if claims else _NONE


def _basis(code: str | None) -> str:
    return label_of("attempts", "basis", code) or _NONE_FEMININE


def _consent(shown: Preparation, today: date) -> str:
    held = [
        f"{each.purpose} ({each.channel}), jusqu’au {short_day(each.ends_on)}"
        for each in valid_consents(shown.consents, today)
    ]
    if held:
        return " ; ".join(held)
    over = [_over(each) for each in shown.consents if each.given_on <= today]
    if not over:
        return _NONE
    day, how = max(over)
    return f"{how} le {short_day(day)}"


def _over(consent: Consent) -> tuple[date, str]:
    """Return the day on which a consent that holds no more ended, and how."""
    withdrawn = consent.withdrawn_at
    if withdrawn is not None and withdrawn.date() <= consent.ends_on:
        return withdrawn.date(), "Retiré"
    return consent.ends_on, "Fini"


def _fields(shown: Preparation) -> str:
    """Say that the type is unknown, which fields Lagon does not hold, how many are to be read."""
    left = {problem.field for problem in shown.missing_fields}
    asked = [each for each in required_fields(shown.facts.client_type) if each.code in left]
    client = shown.facts.client
    empty = [each.label for each in asked if is_blank(text_of(client, each.code))]
    told = [each.message for each in shown.missing_fields if each.field == CLIENT_TYPE]
    told += [f"Absents de Lagon : {', '.join(empty)}."] if empty else []
    number = len(asked) - len(empty)
    told += [f"{count(number, 'champ', 'champs')} à relire au client."] if number else []
    return " ".join(told) or _NONE


def _pieces(shown: Preparation) -> str:
    labels = {
        piece_field(contract, each.piece): each.label
        for contract, pieces in shown.required_pieces.items()
        for each in pieces
    }
    missing = dict.fromkeys(labels[problem.field] for problem in shown.missing_pieces)
    return f"{', '.join(missing)}." if missing else _NONE_FEMININE


def _joining(contracts: Iterable[Contract]) -> str:
    said = [
        f"{each.number} ({family_said(each)}, effet le {short_day(each.effect_date)})"
        for each in contracts
    ]
    return " ; ".join(said) if said else _NONE_FEMININE


def _attempt(attempt: Attempt, shown: Preparation) -> list[Value]:
    """Return the cells of an attempt; one that was meant for somebody else says for whom."""
    counted = yes_no(attempt.counted)
    if attempt.struck_at:
        counted = f"{call_fields.STRUCK} : {attempt.struck_reason or ''}".strip(" :")
    when = moment(attempt.at)
    whom = shown.others.get(attempt.dossier_id)
    came = f"{attempt.label} (appel de {whom})" if whom else attempt.label
    return [when, came, shown.named(attempt.author), attempt.note, counted]


def _questions(shown: Preparation) -> list[list[Value]]:
    said = [f"{each.topic} : {each.text}" for each in shown.questions]
    if len(said) > fiche.QUESTION_LINES:
        kept = fiche.QUESTION_LINES - 1
        more = count(len(said) - kept, "autre question", "autres questions")
        said = [*said[:kept], f"et {more} : suivez les champs plus bas."]
    return [[line] for line in said]


def _actes(actes: Sequence[Acte]) -> list[list[Value]]:
    """Return a line an acte; where there is no room for all, the last one says how many more."""
    said = [_acte(each) for each in actes]
    if len(said) > fiche.ACTE_LINES:
        kept = fiche.ACTE_LINES - 1
        said = [*said[:kept], f"… et {count(len(said) - kept, 'autre', 'autres')}, dans Actes."]
    return [[line] for line in said or [_NONE]]


def _acte(acte: Acte) -> str:
    contracts = ", ".join(each["numero"] for each in acte.content["contrats"])
    corrects = f", corrige l’acte n° {acte.corrects}" if acte.corrects else ""
    return f"Acte n° {acte.id} du {short_day(acte.done_on)} : {contracts}{corrects}."


def _banner(text: str | None) -> list[list[Value]]:
    lines = wrapped(text)[: fiche.BANNER_LINES] if text else ()
    return [[line] for line in lines]
