"""From the actes of a month to the rows of its report, and from nothing else.

An acte never changes, so the same month gives the same rows, whatever became of the client since.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mplus3_xl.domain.register.actes import CORRECTABLE, Acte
from mplus3_xl.domain.register.closed_month import written_at
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.rows import (
    ActeRow,
    ActionRow,
    DeviationRow,
    OpportunityRow,
    ReportRow,
)
from mplus3_xl.domain.rule_labels import label_of
from mplus3_xl.domain.vocabulary import SETTLED_PIECES, ActionKind, FieldState, GapAnswer

VALID, REPLACED, CORRECTING = "Valable", "Corrigé", "Correctif"
_TEXTS = dict(
    zip(CORRECTABLE, ("Note", "Autres assureurs", "Motif d’absence d’action"), strict=True)
)


def acte_rows(actes: Iterable[Acte]) -> tuple[ActeRow, ...]:
    """Return one row an acte, in the order of their numbers; corrected ones stay, uncounted."""
    listed = sorted(actes, key=lambda acte: acte.id)
    replaced = {acte.corrects for acte in listed}
    return tuple(_acte_row(acte, acte.id in replaced) for acte in listed)


def in_force(actes: Iterable[Acte]) -> list[Acte]:
    """Return the actes that no other of them replaces, in the order of their numbers."""
    listed = sorted(actes, key=lambda acte: acte.id)
    replaced = {acte.corrects for acte in listed}
    return [acte for acte in listed if acte.id not in replaced]


def opportunity_rows(actes: Iterable[Acte]) -> tuple[OpportunityRow, ...]:
    """Return the gaps found in the bilans of these actes."""
    return tuple(
        OpportunityRow(
            acte=acte.id,
            done_on=acte.done_on,
            agency=acte.agency or "",
            charge=acte.charge_clientele or "",
            client_number=_client(acte, "numero"),
            client=_client(acte, "nom"),
            family=label_of("families", "family", each.get("famille")),
            gap=label_of("gaps", "gap", each.get("manque")),
            answer=GapAnswer(each["reponse"]).label if each.get("reponse") else "",
            reason=each.get("motif") or "",
        )
        for acte in actes
        for each in acte.content["opportunites"]
    )


def action_rows(actes: Iterable[Acte]) -> tuple[ActionRow, ...]:
    """Return the actions decided in the calls of these actes."""
    return tuple(
        ActionRow(
            acte=acte.id,
            agency=acte.agency or "",
            client_number=_client(acte, "numero"),
            client=_client(acte, "nom"),
            kind=ActionKind(each["nature"]).label,
            object=each["objet"],
            owner=each["pour"] or "",
            due_on=_day(each["echeance"]),
            done_on=_day(each["faite_le"]),
        )
        for acte in actes
        for each in acte.content["actions"]
    )


def report_rows(actes: Iterable[Acte]) -> tuple[ReportRow, ...]:
    """Return what these actes give to type into Lagon."""
    return tuple(
        ReportRow(
            acte=acte.id,
            agency=acte.agency or "",
            client_number=_client(acte, "numero"),
            client=_client(acte, "nom"),
            field=label_of("required_fields", "field", each["champ"]),
            old=each["lagon"] or "",
            new=each["nouveau"] or "",
        )
        for acte in actes
        for each in acte.content["champs"]
        if each["etat"] == FieldState.MODIFIE
    )


def deviation_rows(late: Iterable[Acte], corrected: Mapping[int, Acte]) -> tuple[DeviationRow, ...]:
    """Return what each late acte changes; `corrected` are the actes they correct, by number."""
    ordered = sorted(late, key=lambda acte: acte.id)
    return tuple(row for acte in ordered for row in _deviations(acte, corrected))


def _acte_row(acte: Acte, replaced: bool) -> ActeRow:
    content = acte.content
    contracts, tags = content["contrats"], content["tags"]
    fields = [each["etat"] for each in content["champs"]]
    return ActeRow(
        id=acte.id,
        done_on=acte.done_on,
        agency=acte.agency or "",
        charge=acte.charge_clientele or "",
        author=acte.author,
        client_number=_client(acte, "numero"),
        client=_client(acte, "nom"),
        contracts=", ".join(each["numero"] for each in contracts),
        contract_count=len(contracts),
        families=_families(contracts),
        effect_date=min(
            (date.fromisoformat(each["date_effet"]) for each in contracts), default=None
        ),
        premium_cents=sum(each["prime_centimes"] or 0 for each in contracts),
        reached_on=acte.reached_on,
        in_window=int(acte.in_window),
        appel=tags["appel"] or "",
        lagon=tags["lagon"] or "",
        bilan=tags["bilan"] or "",
        sms_mail=tags["sms_mail"] or "",
        attempts=sum(each["compte"] for each in content["essais"]),
        fields_changed=fields.count(FieldState.MODIFIE),
        fields_withheld=fields.count(FieldState.NON_COMMUNIQUE),
        pieces_missing=sum(each["etat"] not in SETTLED_PIECES for each in content["pieces"]),
        opportunities=opportunities_taken(content),
        actions=len(content["actions"]),
        note=content["note"],
        other_insurers=content["autres_assureurs"],
        no_action=content["sans_action"],
        counted=int(not replaced),
        state=_state(acte, replaced),
        corrects=acte.corrects,
        corrected_at=written_at(acte) if acte.corrects else None,
        reason=content.get("motif_correction", ""),
    )


def _state(acte: Acte, replaced: bool) -> str:
    if replaced:
        return REPLACED
    return CORRECTING if acte.corrects else VALID


def _families(contracts: Iterable[Mapping[str, Any]]) -> str:
    codes = dict.fromkeys(each["famille"] for each in contracts if each["famille"])
    return ", ".join(label_of("families", "family", code) for code in codes)


def opportunities_taken(content: Mapping[str, Any]) -> int:
    """Count the gaps of an acte to which the client answered that he is interested."""
    return sum(each.get("reponse") == GapAnswer.OPPORTUNITE for each in content["opportunites"])


def _client(acte: Acte, name: str) -> str:
    text: str | None = acte.content["client"][name]
    return text or ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _deviations(acte: Acte, corrected: Mapping[int, Acte]) -> Iterator[DeviationRow]:
    known = DeviationRow(
        acte=acte.id,
        month=str(Month.of(acte.done_on)),
        client_number=_client(acte, "numero"),
        client=_client(acte, "nom"),
        nature="Acte arrivé après la clôture",
        field="",
        before="",
        after="",
        reason=acte.content.get("motif_correction", ""),
        author=acte.author,
        at=written_at(acte),
    )
    if acte.corrects is None:
        yield known
        return
    old = corrected[acte.corrects].content
    for code, label in _TEXTS.items():
        if old[code] != acte.content[code]:
            yield replace(
                known,
                nature=f"Correction de l’acte n° {acte.corrects}",
                field=label,
                before=old[code],
                after=acte.content[code],
            )
