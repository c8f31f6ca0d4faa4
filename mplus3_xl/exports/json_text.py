"""The command line's answers as JSON: French names, ISO days, `null` for what is empty."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.windows import Window
from mplus3_xl.errors import Problem
from mplus3_xl.services.importing.importing import FileReport, ImportReport

_OF_A_PROBLEM = ("fichier", "ligne", "colonne", "valeur", "code", "message")


def as_json(value: Any) -> str:
    """Write plain values as JSON, accents as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """Reduce a value to what JSON knows; one with named fields becomes an object of them."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: plain(held) for name, held in value._asdict().items()}
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def queue_json(rows: Sequence[QueueRow]) -> list[Any]:
    """Return the queue, in calling order."""
    return [plain(row) for row in rows]


def window_json(effect_date: date, window: Window, today: date) -> dict[str, Any]:
    """Return the dates of one effect date, and where `today` stands."""
    return {
        "date_effet": effect_date.isoformat(),
        "cible": window.target.isoformat(),
        "fenetre_debut": window.start.isoformat(),
        "fenetre_fin": window.end.isoformat(),
        "au_plus_tot": window.earliest.isoformat(),
        "au_plus_tard": window.latest.isoformat(),
        "phase": window.phase(today),
    }


def import_json(report: ImportReport, reject_files: Mapping[int, str]) -> dict[str, Any]:
    """Return what an import did; `reject_files` are the paths written, by place of the file."""
    return {
        "fichiers": [
            _file_json(each, reject_files.get(at)) for at, each in enumerate(report.files)
        ],
        "nouveaux_dossiers": report.new_dossiers,
        "charges_partis": report.out_of_service,
        "changent_d_agence": list(report.other_site.moved),
        "modifies_par_une_autre_agence": list(report.other_site.changed),
        "absents_du_dernier_export": report.absent,
        "conflits": report.conflicts,
        "valeurs_effacees": report.emptied,
        "doublons_probables": [[_client_json(each) for each in group] for group in report.doubles],
    }


def _file_json(report: FileReport, reject_file: str | None) -> dict[str, Any]:
    return {
        "fichier": report.file.name,
        "nature": report.file.kind,
        "lus": report.file.read,
        "crees": report.created,
        "modifies": report.modified,
        "inchanges": report.unchanged,
        "rejetes": report.refused,
        "lignes_masquees": report.file.hidden,
        "rejets": [_problem_json(problem) for problem in report.problems],
        "avertissements": [_problem_json(problem) for problem in report.file.warnings],
        "colonnes_mises_de_cote": list(report.file.set_aside),
        "fichier_des_rejets": reject_file,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return dict(zip(_OF_A_PROBLEM, problem, strict=True))


def _client_json(client: ClientCard) -> dict[str, Any]:
    return {
        "client": client.number,
        "nom": client.name,
        "telephone": client.phone,
        "email": client.email,
    }
