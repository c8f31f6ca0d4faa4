"""Invented actes, to be changed by keyword."""

from datetime import date, datetime, time
from typing import Any

from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.closed_month import MonthFiles
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport, report_of
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.register.month import Draw, month_given

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def acte(acte_id: int = 1, done_on: date = date(2026, 10, 15), **known: Any) -> Acte:
    """An acte of October 2026; what is no column of it goes into its content."""
    facts: dict[str, Any] = {
        "id": acte_id,
        "dossier_id": acte_id,
        "client_id": 1,
        "done_at": datetime.combine(done_on, time(11)),
        "done_on": done_on,
        "reached_on": done_on,
        "in_window": True,
        "agency": "Corniche",
        "charge_clientele": "Hugo Mazin",
        "author": "hugo",
        "corrects": None,
        "rules_version": "0.1.0+essai",
        "save_id": None,
    }
    columns = {name: value for name, value in known.items() if name in facts}
    said = {name: value for name, value in known.items() if name not in facts}
    return Acte(**(facts | columns), content=content() | said)


def acte_of(store: Store, acte_id: int) -> Acte:
    """The acte of a number in the register."""
    with store.read() as unit:
        found = unit.acte(acte_id)
    assert found is not None
    return found


def content() -> dict[str, Any]:
    """What an invented acte holds: a contract, its pieces, what was said and done."""
    return {
        "client": {"numero": "L1", "nom": "MARTIN Zoé"},
        "tags": {"appel": "OK", "lagon": "OK", "bilan": "OK", "sms_mail": "S.O."},
        "contrats": [
            {
                "numero": "00123",
                "famille": "auto",
                "produit": "Auto",
                "date_effet": "2026-07-12",
                "prime_centimes": 61250,
            }
        ],
        "champs": [
            {"champ": "adresse", "etat": "confirme", "lagon": "1 rue X", "nouveau": None},
            {"champ": "email", "etat": "modifie", "lagon": None, "nouveau": "zoe@exemple.fr"},
            {"champ": "telephone", "etat": "non_communique", "lagon": None, "nouveau": None},
        ],
        "pieces": [
            {"contrat": 1, "piece": "carte_grise", "etat": "recue", "le": "2026-10-01"},
            {"contrat": 1, "piece": "permis_conduire", "etat": "a_demander", "le": None},
        ],
        "essais": [
            {"le": "2026-10-12T10:00:00", "issue": "nrp", "compte": True},
            {"le": "2026-10-15T11:00:00", "issue": "joint", "compte": True},
        ],
        "actions": [
            {
                "nature": "devis",
                "objet": "Devis habitation",
                "pour": "Hugo Mazin",
                "echeance": "2026-10-20",
                "faite_le": None,
            }
        ],
        "opportunites": [
            {"famille": "mrh", "manque": "essai", "reponse": "opportunite", "motif": None}
        ],
        "note": "Appel cordial.",
        "autres_assureurs": "",
        "sans_action": "",
    }


def correction(old: Acte, acte_id: int, at: datetime, **texts: str) -> Acte:
    """The acte that corrects another, as the service writes it."""
    more = {"motif_correction": "Faute de frappe", "corrige_le": at.isoformat()}
    said = {**old.content, **texts, **more}
    return old._replace(id=acte_id, corrects=old.id, author="lea", content=said)


def report(*actes: Acte, month: Month = OCTOBER) -> MonthReport:
    """The report of a month that is not frozen."""
    return report_of(month, actes, {}, None)


def draw(report: MonthReport) -> MonthFiles:
    """Two files that hold the whole report."""
    return MonthFiles(repr(report.actes).encode(), repr(report).encode())


def month_files(store: Store, month: Month, draw: Draw) -> MonthFiles:
    """The two files of a month, as it is given out."""
    return month_given(store, month, draw).files
