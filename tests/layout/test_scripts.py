"""The sheet `Scripts`: a line a text, at a height that shows it whole."""

from mplus3_xl.domain.texts.script import labels, templates
from mplus3_xl.layout.model import Sheet, Table
from mplus3_xl.layout.reglages import scripts
from tests.painter.invented import content

LONG = {"opposition": "Au revoir. " * 40}


def _sheet(texts: dict[str, str]) -> tuple[Sheet, Table]:
    filled = content(1)._replace(blocks={scripts.TEXTS: scripts.lines(texts)})
    sheet = scripts.sheet(filled)
    return sheet, sheet.tables[0]


def _height(sheet: Sheet, table: Table, code: str) -> float:
    return sheet.heights[table.first + scripts.codes().index(code)]


def test_every_step_and_channel_of_a_text_that_is_said_has_its_words() -> None:
    said = [each for each in templates().values() if each.channel in scripts.CHANNELS]
    assert {each.step for each in said} == set(scripts.STEPS)
    assert {each.channel for each in said} == set(scripts.CHANNELS)


def test_a_text_of_the_agency_is_marked_and_ours_is_not() -> None:
    lines = dict(zip(scripts.codes(), scripts.lines({"opposition": "Au revoir."}), strict=True))
    assert lines["opposition"][2:4] == ("Au revoir.", "Oui")
    assert lines["fin_appel"][3] is None


def test_a_line_says_what_its_text_keeps_and_how_long_it_may_be() -> None:
    lines = dict(zip(scripts.codes(), scripts.lines({}), strict=True))
    said = "{assureur}\nle mot « commercial »\n430 caractères au plus"
    assert lines["objet_appel"][-1] == said
    assert lines["mail_coordonnees.objet"][-1] == "120 caractères au plus"


def test_a_longer_text_has_a_higher_row_and_a_shorter_one_keeps_the_room_of_ours() -> None:
    ours, long, short = (_sheet(each) for each in ({}, LONG, {"fin_appel": "Merci."}))
    assert _height(*long, "opposition") > _height(*ours, "opposition")
    assert _height(*short, "fin_appel") == _height(*ours, "fin_appel")
    assert max(_sheet({})[0].heights.values()) <= 409  # points; Excel's most


def test_every_merge_field_is_explained_below() -> None:
    fields = _sheet({})[0].tables[1]
    assert [line[0] for line in fields.rows] == [f"{{{code}}}" for code in labels()]


def test_only_the_texts_can_be_typed_each_up_to_its_own_length() -> None:
    sheet, table = _sheet({})
    assert [column.key for column in table.columns if column.typed] == ["texte"]
    longest = {area.first_row: check.highest for area, check in sheet.checks}
    rows = {table.first + at: code for at, code in enumerate(scripts.codes())}
    assert set(longest) == set(rows)
    for row, code in rows.items():
        most = 120 if code.endswith(".objet") else templates()[code].longest
        assert longest[row] == most
