"""The sheet `Paramètres`: the agencies, their hours, the chargés and the limits in force."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from mplus3_xl.domain.agencies import Hours, parse_ranges
from mplus3_xl.layout import lists, titles
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import check
from mplus3_xl.layout.french import DAYS
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, section
from mplus3_xl.layout.model import Area, Cell, Check, Column, Page, Sheet, Table, Value
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table as rule_table

TITLE = titles.PARAMETRES
FIRST_COL = 1
_WIDTHS = (62.0, 24.0, 24.0, 48.0, 16.0)
WIDTHS = (2.0, *_WIDTHS)
FIRST_SECTION = 4

# Key in the rule table `windows`, what it is, its unit, where it comes from.
LIMITS = (
    (
        "target_months",
        "Jour cible après la date d’effet",
        "mois",
        "Guide du M+3 : « environ 3 mois »",
    ),
    (
        "tolerance_days",
        "Tolérance de chaque côté du jour cible",
        "jours",
        "Guide du M+3 : « ± 1 semaine »",
    ),
    (
        "earliest_months",
        "Pas d’appel avant : mois entiers",
        "mois",
        "Guide du M+3 : « moins de 2,5 mois »",
    ),
    (
        "earliest_days",
        "Pas d’appel avant : jours en plus",
        "jours",
        "2,5 mois = 2 mois et 15 jours",
    ),
    ("latest_months", "Pas d’appel après", "mois", "Guide du M+3 : « plus de 4 mois »"),
    (
        "replacement_days",
        "Écart d’un remplacement probable",
        "jours",
        "Contrat de même famille terminé avant",
    ),
)

LIMIT_COLUMNS = (
    Column("reglage", "Réglage", 62),
    Column("valeur", "Valeur", 24, Kind.WHOLE),
    Column("unite", "Unité", 24),
    Column("source", "D’où il vient", 48),
)
AGENCY_COLUMNS = (
    Column("agence", "Agence", 62),
    Column("alias", "Autres noms", 24, Kind.WRAPPED),
    Column("codes", "Codes du site", 24, Kind.WRAPPED),
    Column("jours", "Jours d’ouverture", 48),
)
HOUR_COLUMNS = (
    Column("agence", "Agence", 62),
    Column("matin", "Matin", 24),
    Column("apres_midi", "Après-midi", 24),
    Column("jours", "Jours", 48),
)
CHARGE_COLUMNS = (
    Column("charge", "Chargé de clientèle", 62),
    Column("agence", "Agence", 24),
    Column("responsable", "Responsable", 24, Kind.CENTRED),
)
USERS = "tUtilisateurs"
USER_LINES = 20  # laid ready to be typed in
USER_COLUMNS = (
    Column("identifiant", "Identifiant", 62),
    Column("charge", "Chargé", 24, choices=lists.CHARGES, typed=True),
    Column("responsable", "Responsable", 24, Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("confirme", "Confirmé", 48, Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("vu_le", "Vu le", 16, Kind.DATE),
)
BUTTON_ROW, BUTTONS = 3, ("enregistrer", "parametres", "a_propos")
LAW = "Loi (D223-9), sauf jours fériés"
NOON = time(12)
OWN_RULE = "Règle de l’agence"


def _windows(content: Content) -> list[tuple[Value, ...]]:
    defaults = rule_table("windows")
    return [
        (words, content.settings.get(key, defaults[key]), unit, source)
        for key, words, unit, source in LIMITS
    ]


def _source(text: str) -> str:
    """Return a source as staff may read it: the article, without the notes' own numbers."""
    article = text.split(" ; ", maxsplit=1)[0]
    return OWN_RULE if re.match(r"domaine|[RD]\d{1,2}$", article) else article


def _limits(content: Content) -> list[tuple[Value, ...]]:
    """Return the limits of the law and of good practice, a yes or no as a word."""
    lines: list[tuple[Value, ...]] = []
    for code, limit in rule_table("attempts")["limit"].items():
        value = content.settings.get(code, limit["value"])
        shown = ("Oui" if value else "Non") if limit["unit"] == "oui_non" else value
        unit = "" if limit["unit"] == "oui_non" else limit["unit"]
        lines.append((limit["label"], shown, unit, _source(limit["source"])))
    return lines


def _agencies(content: Content) -> list[tuple[Value, ...]]:
    return [
        (
            agency.name,
            ", ".join(agency.aliases),
            ", ".join(agency.codes),
            ", ".join(DAYS[day - 1] for day in sorted(agency.hours)),
        )
        for agency in content.agencies
    ]


def _spoken(ranges: Hours) -> str:
    return ", ".join(f"{start:%H:%M} – {end:%H:%M}" for start, end in ranges)


def _week(who: str, hours: Mapping[int, Hours]) -> list[tuple[Value, ...]]:
    """Return one line per set of ranges, split at noon, with the days that have it."""
    days: dict[Hours, list[str]] = {}
    for day, ranges in sorted(hours.items()):
        days.setdefault(tuple(ranges), []).append(DAYS[day - 1])
    return [
        (
            who,
            _spoken(tuple(each for each in ranges if each[0] < NOON)),
            _spoken(tuple(each for each in ranges if each[0] >= NOON)),
            ", ".join(names),
        )
        for ranges, names in days.items()
    ]


def _hours(content: Content) -> list[tuple[Value, ...]]:
    legal = rule_table("calling_hours")["legal"]
    allowed = dict.fromkeys(legal["days"], parse_ranges(legal["ranges"]))
    lines = [line for agency in content.agencies for line in _week(agency.name, agency.hours)]
    return lines + _week(LAW, allowed)


def _charges(content: Content) -> list[tuple[Value, ...]]:
    return [
        (charge.nom, charge.agence, "Oui" if charge.responsable else "Non")
        for charge in content.charges
    ]


def _users(content: Content) -> Table:
    rows = content.blocks.get(USERS, ())
    return Table(USERS, 0, FIRST_COL, USER_COLUMNS, rows, spare=USER_LINES, filtered=False)


def _blocks(content: Content) -> tuple[tuple[str, str, Table], ...]:
    """Return each section: its title, its explanation and its table, one below the other."""
    contents = (
        (
            "Limites de l’appel",
            "Les jours se comptent depuis la date d’effet du contrat, bornes incluses.",
            ("tParametres", LIMIT_COLUMNS, _windows(content) + _limits(content)),
        ),
        (
            "Agences",
            "Un export est rattaché par le nom de l’agence, sinon par le code du fichier.",
            ("tAgences", AGENCY_COLUMNS, _agencies(content)),
        ),
        (
            "Horaires d’appel",
            "On appelle quand l’agence est ouverte et que la loi le permet.",
            ("tHoraires", HOUR_COLUMNS, _hours(content)),
        ),
        (
            "Chargés de clientèle",
            "Les noms proposés dans la feuille File.",
            ("tCharges", CHARGE_COLUMNS, _charges(content)),
        ),
    )
    blocks, row = [], FIRST_SECTION
    for title, why, (name, columns, rows) in contents:
        placed = Table(name, row + 2, FIRST_COL, columns, rows, filtered=False)
        blocks.append((title, why, placed))
        row = placed.last + 2
    return tuple(blocks)


def _with_users(
    content: Content, blocks: tuple[tuple[str, str, Table], ...]
) -> tuple[tuple[str, str, Table], ...]:
    """Add the users below all the rest, where their table may grow."""
    placed = replace(_users(content), row=blocks[-1][2].last + 4)
    why = "Un responsable dit qui est qui, puis Enregistrer. Celui qui s’est nommé est à confirmer."
    return (*blocks, ("Utilisateurs", why, placed))


def _checks(table: Table) -> tuple[tuple[Area, Check], ...]:
    return tuple(
        (table.area_of(column.key), check(column.title, column.kind, choices=column.choices))
        for column in table.columns
        if column.typed
    )


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the settings in force, as tables; with `macros`, the users too."""
    blocks = _blocks(content)
    cells = [
        *heading("Paramètres", content),
        back("Accueil", MESSAGE_ROW, FIRST_COL),
        Cell(MESSAGE_ROW, FIRST_COL + 1, None, Style.MESSAGE, name="parametres_message"),
    ]
    if macros:
        blocks = _with_users(content, blocks)
    for title, why, placed in blocks:
        cells += section(placed.row - 2, title, FIRST_COL, len(WIDTHS) - 1)
        cells.append(Cell(placed.row - 1, FIRST_COL, why, Style.SOFT))
    return Sheet(
        title=TITLE,
        code_name="FeuilParametres",
        widths=WIDTHS,
        cells=tuple(cells),
        tables=tuple(placed for _, _, placed in blocks),
        checks=_checks(blocks[-1][2]) if macros else (),
        buttons=buttons(BUTTON_ROW, FIRST_COL, *BUTTONS) if macros else (),
        heights=HEIGHTS | ({BUTTON_ROW: 36} if macros else {}),
        page=Page(FIRST_COL, len(WIDTHS) - 1),
        protected=True,
    )
