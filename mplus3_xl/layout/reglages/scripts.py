"""The sheet `Scripts`: every text that is said or written, as a manager may edit it.

A line a text, in a block that keeps its size; below, what each merge field stands for.
"""

import textwrap
from collections.abc import Mapping, Sequence

from mplus3_xl.domain.texts.script import SUBJECT, Template, labels, templates
from mplus3_xl.domain.texts.script_edits import label_of_text, shown_texts
from mplus3_xl.domain.texts.template_rules import SUBJECT_MOST
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.layout import message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import check, marked
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, explained, heading
from mplus3_xl.layout.model import Area, Cell, Check, Column, Page, Sheet, Table, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import table as rule_table

TITLE = titles.SCRIPTS
TEXTS, TABLE, FIELDS = "scripts_textes", "tScripts", "tChamps"
VERSION, PROBLEMS = "scripts_version", "scripts_problemes"
FIRST_COL = 1
COLUMNS = (
    Column("modele", "Modèle", 30, Kind.WRAPPED),
    Column("quand", "Quand", 24, Kind.WRAPPED),
    Column("texte", "Texte", 96, Kind.WRAPPED, typed=True),
    Column("modifie", "Modifié", 12, Kind.CENTRED),
    Column("garde", "Ce qu’il garde", 30, Kind.WRAPPED),
)
FIELD_COLUMNS = (
    Column("champ", "Champ", 30),
    Column("exemple", "Par exemple", 24, Kind.WRAPPED),
    Column("sens", "Ce qui le remplace", 96),
)
TEXT_AT = [column.key for column in COLUMNS].index("texte")
WIDTHS = (2.0, *(column.width for column in COLUMNS))
UNSEEN_COL = len(WIDTHS)
BUTTON_ROW = MESSAGE_ROW + message.LINES
FIRST_SECTION = BUTTON_ROW + 1
BUTTONS = ("enregistrer", "annuler_reglages", "parametres")
LINE_HEIGHT, EDGES = 15, 8  # points: of a line of text, and of what stands around them
WHY = (
    "Un responsable change les mots, puis Enregistrer. Un texte vidé redevient celui d’origine. "
    "Tout passe, ou rien."
)
FIELDS_WHY = "Un champ s’écrit entre accolades, tel quel ; sans valeur, il se lit « à compléter »."
STEPS = {
    "ouverture": "Début de l’appel",
    "objectif_1": "Objectif 1",
    "objectif_2": "Objectif 2",
    "objectif_3": "Objectif 3",
    "fin": "Fin de l’appel",
    "message": "Client non joint",
    "information": "Téléphone noté ou changé",
}
CHANNELS = {
    "telephone": "au téléphone",
    "sms": "par SMS",
    "mail": "par mail",
}


def lines(texts: Mapping[str, str]) -> list[tuple[Value, ...]]:
    """Return the lines of the block; `texts` are the agency's own, by code."""
    return [
        (label_of_text(code), _when(code), text, YES if code in texts else None, _kept(code))
        for code, text in shown_texts(texts).items()
    ]


def codes() -> tuple[str, ...]:
    """Return the code of the text of each line."""
    return tuple(shown_texts({}))


def _template(code: str) -> Template:
    return templates()[code.removesuffix(SUBJECT)]


def _when(code: str) -> str:
    template = _template(code)
    return f"{STEPS[template.step]}, {CHANNELS[template.channel]}"


def _kept(code: str) -> str:
    """Say what an edited text keeps and says, and how long it may be."""
    template, kept = _template(code), list[str]()
    if not code.endswith(SUBJECT):
        kept += (" ou ".join(f"{{{each}}}" for each in fields) for fields in template.keeps)
        kept += (f"le mot « {word} »" for word in template.says)
    return "\n".join([*kept, f"{_longest(code)} caractères au plus"])


def _longest(code: str) -> int:
    return SUBJECT_MOST if code.endswith(SUBJECT) else _template(code).longest


def _fields() -> list[tuple[Value, ...]]:
    examples = {each["code"]: each["example"] for each in rule_table("scripts")["merge_field"]}
    return [(f"{{{code}}}", examples[code], label) for code, label in labels().items()]


def _tables(content: Content) -> tuple[Table, Table]:
    """Place the texts, then the merge fields below."""
    shown = content.blocks.get(TEXTS) or lines({})
    texts = Table(TABLE, FIRST_SECTION + 2, FIRST_COL, COLUMNS, shown, filtered=False)
    return texts, Table(FIELDS, texts.last + 4, FIRST_COL, FIELD_COLUMNS, _fields(), filtered=False)


def _checks(texts: Table) -> tuple[tuple[Area, Check], ...]:
    col = texts.col + TEXT_AT
    return tuple(
        (Area(row, col, row, col), check("Texte", Kind.WRAPPED, longest=_longest(code)))
        for row, code in enumerate(codes(), texts.first)
    )


def _heights(texts: Table) -> dict[int, float]:
    """Return the heights at which a line shows its text, and the shipped one, whole."""
    ours = lines({})
    return {
        row: max(_height(line), _height(ours[row - texts.first]))
        for row, line in enumerate(texts.rows, texts.first)
    }


def _height(line: Sequence[Value]) -> float:
    texts = ((str(value or ""), column.width) for value, column in zip(line, COLUMNS, strict=True))
    return LINE_HEIGHT * max(_lines(text, int(width)) for text, width in texts) + EDGES


def _lines(text: str, width: int) -> int:
    return sum(len(textwrap.wrap(part, width)) or 1 for part in text.split("\n"))


def sheet(content: Content) -> Sheet:
    """Return the texts in force, and what may be put in them."""
    texts, fields = _tables(content)
    last_col = UNSEEN_COL - 1
    cells = [
        *heading("Scripts", content),
        back("Accueil", BUTTON_ROW),
        *message.cells("scripts", FIRST_COL),
        Cell(0, UNSEEN_COL, content.fields.get(VERSION), kind=Kind.WHOLE, name=VERSION),
        Cell(1, UNSEEN_COL, name=PROBLEMS),
    ]
    for placed, title, why in ((texts, "Les textes", WHY), (fields, "Les champs", FIELDS_WHY)):
        cells += explained(placed.row - 2, title, why, FIRST_COL, last_col)
    return Sheet(
        title=TITLE,
        code_name="FeuilScripts",
        widths=(*WIDTHS, 0.0),
        cells=tuple(cells),
        tables=(texts, fields),
        checks=_checks(texts),
        highlights=(marked(TEXTS, texts, PROBLEMS),),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS),
        names={TEXTS: texts.body} | message.names("scripts", FIRST_COL),
        heights=HEIGHTS | message.heights() | {BUTTON_ROW: BUTTON_HEIGHT} | _heights(texts),
        page=Page(FIRST_COL, last_col, landscape=True, repeated_row=texts.row),
        frozen=(texts.first, 0),
        protected=True,
    )
