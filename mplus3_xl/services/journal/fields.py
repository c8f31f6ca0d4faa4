"""What a line of the journal is about, in the words that the sheets have for it."""

from datetime import datetime

from mplus3_xl.domain.client.lagon_reports import label_of_field
from mplus3_xl.domain.contact.dossier_form import LABELS
from mplus3_xl.domain.register.stored_words import word_of
from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.layout.french import MONTHS, slot
from mplus3_xl.rules import table
from mplus3_xl.services.records import About, JournalLine

# What each subject is called, and how what tells it from others of its kind follows.
_SUBJECTS = {
    "clients": ("Fiche client", ""),
    "manual_entries": ("Saisie à la main", ""),
    "contracts": ("Contrat", " {}"),
    "dossiers": ("Dossier", " {}"),
    "drafts": ("Fiche du dossier", " {}"),
    "attempts": ("Essai d’appel", ""),
    "field_answers": ("Champ de la fiche Lagon", ""),
    "piece_answers": ("Pièce", ""),
    "situation": ("Bilan, situation", ""),
    "inventaire": ("Bilan, inventaire", ""),
    "manques": ("Bilan, manque", ""),
    "bilan": ("Bilan", ""),
    "actions": ("Action", " « {} »"),
    "lagon_reports": ("Report dans Lagon", ", {}"),
    "consents": ("Consentement", ""),
    "oppositions": ("Opposition au démarchage", ""),
    "actes": ("Acte", " n° {}"),
    "not_doubles": ("Doubles", ""),
    "users": ("Utilisateur", " {}"),
    "months": ("Mois", ""),
    "settings_versions": ("Réglages", " n° {}"),
}
_NUMBERED = ("dossiers", "drafts", "actes", "settings_versions")
# What the extract of a client never shows, or what a line tells as an event.
_OWN = {
    "dossier_id": "Dossier",
    "client_id": "Client",
    "import_id": "Import n°",
    "key": "Clé",
    "scope": "Site de l’export",
    "from_file": "Vu dans un export des clients",
    "name_only": "Connu par son seul nom",
    "probable_replacement": "Remplacement probable",
    "closed_by_program": "Clos par le programme",
    "earliest": "Pas d’appel avant le",
    "latest": "Pas d’appel après le",
    "joined_into": "Repris dans le dossier",
    "corrects": "Corrige l’acte",
    "merged_into": "Réunie à",
    "merged_client": "Vient du client",
    "high_id": "N’est pas le même client que",
    "erased_on": "Effacé le",
    "csv_sha256": "Clôture",
    "done_on": "Fait le",
    "sans_action": WHY_NO_ACTION,
    "new": "À écrire",
    "counted_on": "dernier numéro donné avant qu’une sauvegarde soit remise",
}


def what_of(line: JournalLine, about: About) -> str:
    """Say what changed: `Dossier 61 : Appel téléphonique`."""
    undo = " (annulation)" if line.undo else ""
    if about.kind and line.field == "object":
        return f"Action : {word_of('actions', 'kind', about.kind)}{undo}"
    of = f" (contrat {about.name})" if line.subject == "piece_answers" and about.name else ""
    return f"{_subject(line, about)} : {field_of(line.subject, line.field)}{of}{undo}"


def field_of(subject: str, field: str) -> str:
    """Return the label of what changed: a question, a family, a field of the form, a column."""
    match subject:
        case "situation" | "inventaire" | "manques" | "piece_answers":
            return word_of(subject, _CODES[subject], field)
        case "field_answers":
            return label_of_field(field)
        case "settings_versions":
            return _setting(field)
        case "drafts":
            from mplus3_xl.layout.call.fiche_labels import label_of_cell

            return label_of_cell(field) or field
    if subject == "dossiers" and field in LABELS:
        return LABELS[field]
    labels: dict[str, str] = table("privacy")["labels"]
    return _OWN.get(field) or labels.get(field, field)


def title_of(subject: str) -> str:
    """Return what a subject is called."""
    return _SUBJECTS.get(subject, (subject, ""))[0]


_CODES = {
    "situation": "question",
    "inventaire": "family",
    "manques": "gap",
    "piece_answers": "piece",
}


def _subject(line: JournalLine, about: About) -> str:
    title, more = _SUBJECTS.get(line.subject, (line.subject, ""))
    name = about.name
    if about.kind:
        title = word_of("actions", "kind", about.kind)
    if line.subject in _NUMBERED:
        return title + more.format(line.subject_id)
    if line.subject == "months":
        year, number = divmod(line.subject_id, 100)
        return f"{title} {MONTHS[number - 1]} {year}"
    if name is None:  # a row that is gone
        return title
    if isinstance(name, datetime):
        return f"{title} {slot(name).replace('le ', 'du ', 1)}"
    return title + more.format(label_of_field(name) if line.subject == "lagon_reports" else name)


def _setting(name: str) -> str:
    """Return the label of a setting, with its unit, or whose reason it is."""
    from mplus3_xl.domain.agency.absences import PLACE
    from mplus3_xl.domain.agency.charges import CHARGE
    from mplus3_xl.domain.agency.sites import AGENCY
    from mplus3_xl.domain.reglages.set_values import REASON, settings
    from mplus3_xl.domain.texts.script_edits import TEXT, label_of_text

    told = {PLACE: "Absence", CHARGE: "Chargé de clientèle", AGENCY: "Agence"}.get(name)
    if told:
        return told
    if name.startswith(TEXT):
        return label_of_text(name.removeprefix(TEXT))
    code = name.removesuffix(REASON)
    found = next((each for each in settings() if each.code == code), None)
    if found is None:
        return code
    if code != name:
        return f"{found.label} – motif"
    return found.label if found.yes_no else f"{found.label} ({found.unit})"
