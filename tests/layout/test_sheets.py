import re
from itertools import chain, pairwise

import pytest

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status, Tag
from mplus3_xl.layout import choices, heading, lists, titles
from mplus3_xl.layout.bilan import bilan, bilan_columns, synthese
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.listed import suivi
from mplus3_xl.layout.model import (
    Area,
    Check,
    Column,
    Rule,
    Sheet,
    Table,
    Value,
    address,
)
from mplus3_xl.layout.queue import file, file_columns
from mplus3_xl.layout.style import Style
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.rules import table
from tests.painter.invented import DAY, content, opened, row

INPUTS = (Style.INPUT, Style.NOTE)
SHEETS = sheets(opened(12), macros=True)
TABLES = [each for sheet in SHEETS for each in sheet.tables]
CHECKS: list[Check] = [check for sheet in SHEETS for _, check in sheet.checks]
NAMES = [
    *chain.from_iterable(sheet.names for sheet in SHEETS),
    *(cell.name for sheet in SHEETS for cell in sheet.cells if cell.name),
]


def test_no_two_sheets_have_the_same_title_or_code_name() -> None:
    titles = {sheet.title.lower() for sheet in SHEETS}
    code_names = {sheet.code_name.lower() for sheet in SHEETS}
    assert len(titles) == len(code_names) == len(SHEETS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_sheet_name_is_one_that_excel_accepts(sheet: Sheet) -> None:
    assert len(sheet.title) <= 31
    assert not re.search(r"[\[\]:*?/\\']", sheet.title)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_code_name_is_a_vba_identifier_in_plain_ascii(sheet: Sheet) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,30}", sheet.code_name)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_no_cell_is_written_twice(sheet: Sheet) -> None:
    places = [(cell.row, cell.col) for cell in sheet.cells]
    for each in sheet.tables:
        places += [
            (at, each.col + col)
            for at in range(each.row, each.last + 1)
            for col in range(len(each.columns))
        ]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_every_cell_stands_in_a_column_that_has_a_width(sheet: Sheet) -> None:
    used = {cell.col for cell in sheet.cells}
    used |= {each.col + len(each.columns) - 1 for each in sheet.tables}
    assert max(used) < len(sheet.widths)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_no_two_checks_meet_on_a_cell(sheet: Sheet) -> None:
    areas = [area for area, _ in sheet.checks]
    for at, one in enumerate(areas):
        for other in areas[at + 1 :]:
            apart = (
                one.last_row < other.first_row
                or other.last_row < one.first_row
                or one.last_col < other.first_col
                or other.last_col < one.first_col
            )
            assert apart, (one, other)


@pytest.mark.parametrize("each", TABLES, ids=lambda each: each.name)
def test_the_titles_of_a_table_are_unique(each: Table) -> None:
    titles = {column.title.lower() for column in each.columns}
    keys = {column.key for column in each.columns}
    assert len(titles) == len(keys) == len(each.columns)


@pytest.mark.parametrize("each", TABLES, ids=lambda each: each.name)
def test_each_row_of_a_table_has_a_value_for_each_column(each: Table) -> None:
    assert {len(values) for values in each.rows} <= {len(each.columns)}


def test_names_are_valid_and_used_once() -> None:
    everything = [*NAMES, *(each.name for each in TABLES)]
    assert len({name.lower() for name in everything}) == len(everything)
    for name in everything:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name)
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]{1,7}|[RrCc][0-9]*", name)


def test_what_is_fitted_is_a_cell_of_its_sheet() -> None:
    named = [(set(sheet.fitted), {cell.name for cell in sheet.cells}) for sheet in SHEETS]
    assert [fitted - names for fitted, names in named if fitted] == [set()]


def test_what_is_folded_is_a_block_of_its_sheet() -> None:
    assert [
        (sheet.title, set(sheet.folded) - set(sheet.names)) for sheet in SHEETS if sheet.folded
    ] == [
        ("Fiche", set()),
        ("Bilan", set()),
    ]


def test_the_lists_are_those_that_a_check_or_a_question_names() -> None:
    sources = {check.source for check in CHECKS if check.rule is Rule.CHOICE}
    named = {each for each in sources if not each.startswith("INDIRECT(")}  # named in the sheet
    assert named
    asked = {lists.question_list(each) for each in lists.questions()}
    assert named | asked == {*lists.lists(), *choices.choices((), (), DAY)}


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        (lists.CLIENT_TYPES, ClientType),
        (lists.TAGS, Tag),
        (lists.CLOSINGS, Closing),
    ],
)
def test_a_list_is_its_vocabulary(name: str, terms: type[ClientType | Tag | Closing]) -> None:
    assert lists.lists()[name] == tuple(term.label for term in terms)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.error_title or check.prompt_title)
def test_the_texts_of_a_check_are_short_enough_for_excel(check: Check) -> None:
    assert len(check.error_title) <= 32
    assert len(check.prompt_title) <= 32
    assert len(check.error) <= 255
    assert len(check.prompt) <= 255


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.error_title or check.prompt_title)
def test_a_check_that_refuses_says_why(check: Check) -> None:
    assert check.rule is Rule.NONE or (check.error_title and check.error)


@pytest.mark.parametrize(
    "column",
    [column for each in TABLES for column in each.columns if column.help],
    ids=lambda column: column.title,
)
def test_the_help_of_a_column_is_short_enough_for_excel(column: Column) -> None:
    assert len(column.title) <= 32
    assert len(column.help) <= 255


def test_a_tint_stands_only_on_a_word_of_the_vocabulary() -> None:
    words = set(chain.from_iterable(lists.vocabulary().values()))
    words |= {level["label"] for level in table("gaps")["level"]} | {bilan_columns.FORWARD}
    words |= {term.label for terms in (Phase, Status, Permission) for term in terms}
    tinted = {word for each in TABLES for column in each.columns for word in column.tints}
    assert tinted <= words


def test_every_phase_has_its_tint() -> None:
    assert set(file_columns.PHASE_TINTS) == {phase.label for phase in Phase}


def test_a_propos_says_what_each_visible_sheet_is_for() -> None:
    shown = [sheet.title for sheet in SHEETS if not sheet.hidden]
    assert list(titles.PURPOSES) == shown


def test_a_message_has_a_line_under_it_on_every_sheet_that_says_one() -> None:
    said = [name for name in NAMES if name.endswith("_message")]
    assert len(said) > 10
    assert {name.replace("_message", "_suite") for name in said} - {*NAMES} == {"synthese_suite"}


def test_the_frozen_day_is_said_on_every_visible_sheet() -> None:
    for sheet in SHEETS:
        if not sheet.hidden:
            texts = [cell.value for cell in sheet.cells if isinstance(cell.value, str)]
            assert any("Jour figé au 23/11/2026" in text for text in texts), sheet.title


def test_a_real_day_is_not_said_frozen() -> None:
    for sheet in sheets(content(1, frozen_day=False)):
        assert not any("figé" in str(cell.value) for cell in sheet.cells)


def test_an_empty_queue_says_so() -> None:
    cells = {cell.name: cell.value for cell in file.sheet(Content(au=DAY, version="1")).cells}
    assert cells["file_message"] == "Aucun dossier à appeler."


def test_the_notice_about_macros_is_only_in_the_macro_workbook() -> None:
    def names(sheet: Sheet) -> set[str]:
        return {cell.name for cell in sheet.cells}

    assert "accueil_macros" in names(SHEETS[0])
    assert "accueil_macros" not in names(sheets(content(1))[0])


def test_the_queue_says_whether_one_may_call_and_what_holds_the_call_back() -> None:
    held = row(1, permission=Permission.REFUSE, permission_raison="4 appels en 30 jours.")
    assert shown("permission", held) == "Appel refusé"
    assert shown("permission_raison", held) == "4 appels en 30 jours."
    assert shown("permission_raison", row(1, permission_raison="")) is None


def test_each_word_of_the_gate_has_its_own_colour_in_the_queue() -> None:
    (column,) = (each for each in file_columns.COLUMNS if each.key == "permission")
    assert list(column.tints) == [permission.label for permission in Permission]
    assert len(set(column.tints.values())) == len(Permission)


def test_what_a_person_should_know_is_said_in_one_line() -> None:
    said = shown("a_noter", row(5, client_existant=True, absent_dernier_export=True))
    assert said == "Client existant · Absent du dernier export"


def test_a_client_known_by_his_name_only_is_said_to_have_no_lagon_number() -> None:
    assert shown("a_noter", row(1, nom_seul=True)) == "Sans numéro Lagon"


def shown(key: str, of: QueueRow) -> Value:
    (cell,) = file_columns.columns_of(Queue.of([of]))[key]
    return cell


def test_a_family_is_shown_by_the_label_of_the_rule_table() -> None:
    said = shown("familles", row(1, familles=("sante_collective", "rc_pro")))
    assert said == "Santé collective, RC professionnelle"


def test_every_family_of_the_rule_table_has_its_label_in_the_queue() -> None:
    for family in table("families")["family"]:
        assert shown("familles", row(1, familles=(family["code"],))) == family["label"]


def test_one_word_is_used_for_a_try_to_reach_a_client() -> None:
    texts = [str(cell.value) for sheet in SHEETS for cell in sheet.cells if cell.value]
    texts += [
        text for each in TABLES for column in each.columns for text in (column.title, column.help)
    ]
    texts += [str(value) for each in TABLES for line in each.rows for value in line]
    limits = table("attempts")["limit"].values()
    texts += [limit[key] for limit in limits for key in ("label", "message")]
    assert [text for text in texts if "tentative" in text.lower()] == []


@pytest.mark.parametrize(
    ("row", "col", "expected"), [(0, 0, "A1"), (4, 25, "Z5"), (9, 26, "AA10"), (0, 702, "AAA1")]
)
def test_an_address_is_written_as_excel_does(row: int, col: int, expected: str) -> None:
    assert address(row, col) == expected


def test_every_input_of_a_form_is_tinted_when_the_program_finds_it_wrong() -> None:
    for title in ("Fiche", "Bilan"):
        (sheet,) = (each for each in SHEETS if each.title == title)
        inputs = [cell for cell in sheet.cells if cell.name and cell.style in INPUTS]
        tinted = {(each.area, each.formula) for each in sheet.highlights}
        for cell in inputs:
            place = Area(cell.row, cell.col, cell.row, cell.col)
            formula = f'ISNUMBER(SEARCH(";{cell.name};",{title.lower()}_problemes))'
            assert (place, formula) in tinted, cell.name


def test_the_day_is_written_once_and_followed_but_where_it_is_printed_for_that_day() -> None:
    names = [cell.name for sheet in SHEETS for cell in sheet.cells]
    assert names.count(heading.DAY) == 1
    days = {
        sheet.title: cell
        for sheet in SHEETS
        if not sheet.hidden
        for cell in sheet.cells
        if cell.style is Style.SUBTITLE
    }
    assert days.keys() == titles.PURPOSES.keys()
    own = {title for title, cell in days.items() if not cell.formula.startswith(f"={heading.DAY}")}
    assert own == {suivi.ACTIONS_TITLE, synthese.TITLE}
    assert [days[each].name for each in sorted(own)] == [suivi.ACTIONS_DAY, synthese.DAY]


def test_the_buttons_of_a_row_do_not_overlap() -> None:
    for sheet in SHEETS:
        for one, other in pairwise(sheet.buttons):
            assert one.row < other.row or one.offset + one.width < other.offset


def test_a_link_of_the_fiche_leads_down_to_the_outcome() -> None:
    (sheet,) = (each for each in SHEETS if each.title == fiche.TITLE)
    (link,) = (each for each in sheet.cells if each.link == fiche.TITLE)
    names = {(each.row, each.col): each.name for each in sheet.cells}
    assert (link.value, names[link.spot]) == ("Issue de l’appel ↓", "fiche_issue")
    assert sheet.frozen is not None
    assert link.row < sheet.frozen[0] < link.spot[0]


def test_a_link_inside_the_bilan_leads_to_the_title_of_its_part() -> None:
    (sheet,) = (each for each in SHEETS if each.title == bilan.TITLE)
    titles = {(each.row, each.col): each.value for each in sheet.cells}
    ways = {str(each.value): titles[each.spot] for each in sheet.cells if each.link == bilan.TITLE}
    assert ways == {
        "Les manques →": "3. Les manques",
        "La suite →": "4. La suite",
        "← La situation": "1. La situation",
    }
