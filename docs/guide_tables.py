"""The tables of the staff guide that come from the program itself, by the name of their mark."""

from collections.abc import Callable, Iterable, Sequence

import typer

from docs.guide_refusals import refusals
from mplus3_xl.cli import app
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.contact.effects import todo_after
from mplus3_xl.domain.contact.outcomes import Outcome, outcomes
from mplus3_xl.domain.queue.closing import BY_HAND
from mplus3_xl.domain.vocabulary import ClientType, Closing, Tag
from mplus3_xl.layout import a_propos, titles
from mplus3_xl.layout.actions import GROUPS, Action
from mplus3_xl.layout.queue import accueil
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.workbook import blank_content

_KINDS = {
    "objectifs": "Les trois objectifs",
    "rdv": "Un rappel à l’heure convenue",
    "rappel": "Un rappel à l’heure demandée",
    "reessai": "Le programme propose le prochain essai",
    "aucun": "Pas d’autre appel à ce numéro",
    "gestion": "Gestion du contrat seulement",
    "stop": "Plus aucun appel, tous dossiers",
    "cloture": "Le dossier se ferme",
}


def table(titles_: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [titles_, ["---"] * len(titles_), *rows]
    return "\n".join(f"| {' | '.join(each.replace('|', '/') for each in line)} |" for line in lines)


def buttons() -> str:
    """Return every button, by group of the ribbon: its keys, what it does, its sheets."""
    drawn: dict[str, list[str]] = {}
    for sheet in sheets(blank_content(), macros=True):
        for button in sheet.buttons:
            drawn.setdefault(button.label, []).append(sheet.title)
    parts = []
    for group, actions in GROUPS.items():
        rows = [_button(each, drawn.get(each.label, [])) for each in actions]
        heads = ("Bouton", "Alt, M, puis", "Ce qu’il fait", "Feuilles")
        parts.append(f"### Groupe {group}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _button(action: Action, where: Sequence[str]) -> tuple[str, ...]:
    said = f"{action.screentip}. {action.supertip}"
    return f"**{action.label}**", f"`{action.keytip}`", said, ", ".join(where)


def _words() -> str:
    rows = [(term.label, meaning) for term, meaning in a_propos.WORDS]
    return table(("Mot", "Ce qu’il veut dire"), rows)


def _sheets() -> str:
    rows = [(f"*{title}*", purpose) for title, purpose in titles.PURPOSES.items()]
    return table(("Feuille", "À quoi elle sert"), rows)


def _alerts() -> str:
    rows = [(what[0].upper() + what[1:], remedy) for _, what, remedy in accueil.ALERTS]
    return table(("Ce qui est compté", "Ce que l’on fait"), rows)


def _fields() -> str:
    asked = {kind: required_fields(kind) for kind in ClientType}
    labels = dict.fromkeys(each.label for fields in asked.values() for each in fields)
    rows = [
        (label, *("oui" if label in {e.label for e in asked[kind]} else "–" for kind in ClientType))
        for label in labels
    ]
    return table(("Champ demandé", *(kind.label for kind in ClientType)), rows)


def _outcomes() -> str:
    rows = [
        (
            each.label,
            each.appel.label if each.appel else "inchangé",
            "oui" if each.counts else "non",
            _following(each),
        )
        for each in outcomes().values()
    ]
    return table(("Issue de l’appel", "Tag Appel", "Compté", "Ce qui suit"), rows)


def _following(outcome: Outcome) -> str:
    may = outcome.takes_time and not outcome.asks_time
    said = _KINDS[outcome.kind] + (", ou un rappel à l’heure convenue" if may else "")
    todo = todo_after(outcome.todo, owed=outcome.appel is Tag.KO)
    return said + (f". {todo}" if todo else "")


def _closings() -> str:
    rows = [
        (each.label, "Vous, dans la fiche" if each in BY_HAND else "Le programme")
        for each in Closing
    ]
    return table(("Motif de clôture", "Qui le pose"), rows)


def commands() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the help and the options of each command, by its name after `mplus3`."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    group = typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        inner = getattr(command, "commands", None)
        for last, each in (inner or {"": command}).items():
            options = (option for parameter in each.params for option in parameter.opts)
            found[f"{name} {last}".strip()] = (each.help or "", frozenset(options))
    return found


def _commands() -> str:
    rows = [(f"`mplus3 {name}`", help_) for name, (help_, _) in commands().items()]
    return table(("Commande", "Ce qu’elle fait"), rows)


def _refusals() -> str:
    parts = []
    for theme, found in refusals().items():
        rows = [(each.what, each.remedy, f"`{each.code}`") for each in found]
        parts.append(f"### {theme}\n\n{table(('Ce que vous lisez', 'À faire', 'Code'), rows)}")
    return "\n\n".join(parts)


TABLES: dict[str, Callable[[], str]] = {
    "boutons": buttons,
    "mots": _words,
    "feuilles": _sheets,
    "alertes": _alerts,
    "champs": _fields,
    "issues": _outcomes,
    "motifs": _closings,
    "commandes": _commands,
    "refus": _refusals,
}
"""What stands between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the guide."""
