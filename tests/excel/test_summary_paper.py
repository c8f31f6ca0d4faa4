"""The page that the client takes away, on paper: one A4 page, whole, nothing of the house on it."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.summary import Summary
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.vocabulary import ActionKind, GapAnswer, Holding
from mplus3_xl.layout.bilan import synthese
from mplus3_xl.layout.bilan.synthese import HEADING, PARTS, ROOM, TITLED
from mplus3_xl.layout.style import Kind, Style, properties
from mplus3_xl.live.bilan.summary_desk import REREAD, page_of
from mplus3_xl.live.bilan.summary_page import page_lines
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.rules import table
from mplus3_xl.services.bilan.bilan import OpenBilan
from tests.domain.bilan.told import STORIES, story
from tests.excel.printed import pages_of
from tests.excel.test_bilan_paper import opened
from tests.excel.test_rendering import measure, pixels
from tests.painter.invented import content

MADE = datetime(2026, 11, 20, 10)
STAFF = "Client pénible, à relancer par Hugo"
LONGEST = "Mutuelle d’Assurance des Professions Libérales et Artisanales de la Provence"
INTERNAL = ("M+3", "Synthèse", "AN26", "Relance", "Obligatoire", "Conseillé", "Hugo", "pénible",
            "enregistré «", "changer le type", "Client complet", "Manque", REREAD)  # fmt: skip


def planned(shown: OpenBilan) -> OpenBilan:
    """The bilan once its proposed actions are planned, and one more in the words of staff."""
    wanted = [(each.kind, each.object, each.due_on) for each in shown.bilan.proposed]
    wanted.append((ActionKind.RELANCE, STAFF, date(2026, 12, 4)))
    actions = tuple(
        Action(number, 1, 1, None, kind, said, "Hugo Mazin", due_on, None, None, MADE, "Hugo")
        for number, (kind, said, due_on) in enumerate(wanted, 1)
    )
    return shown._replace(actions=actions)


def fullest() -> OpenBilan:
    """The company of the stories with every family elsewhere too and every gap an opportunity."""
    told = story(next(path for path in STORIES if path.stem.startswith("10_")))
    away = tuple(
        Line(each["code"], Holding.AILLEURS, LONGEST)
        for each in table("families")["family"]
        if told["client_type"] in each["client_types"]
    )
    replies = [{"gap": gap["code"], "answer": str(GapAnswer.OPPORTUNITE)}
               for gap in table("gaps")["gap"]]  # fmt: skip
    shown = opened(told | {"reply": replies})
    full = shown.bilan._replace(lines=(*shown.bilan.lines, *away))
    return planned(shown._replace(bilan=full))


def texts(shown: OpenBilan) -> list[str]:
    return [str(text) for text, _ in as_lines(page_of(shown)[synthese.LINES]) if text]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_nothing_of_the_house_is_on_the_page_of_a_story(path: Path) -> None:
    page = " ".join(texts(planned(opened(story(path)))))
    assert [word for word in INTERNAL if word in page] == []


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_page_of_a_story_says_it_all(path: Path) -> None:
    shown = planned(opened(story(path)))
    page = " ".join(texts(shown))
    held = [line for line in shown.bilan.lines if line.holding in (Holding.CHEZ_NOUS,
                                                                   Holding.AILLEURS)]  # fmt: skip
    assert [line.family for line in held if family_label(line.family) not in page] == []
    assert "à voir avec nous" not in page
    assert page.count("04/12/2026 : nous vous recontactons") == 1


def test_each_line_fits_the_page_and_what_has_no_room_is_counted() -> None:
    shown = fullest()
    lines = texts(shown)
    look, room = properties(Style.SCRIPT, Kind.TEXT), pixels(synthese.WIDTHS[1]) - 14
    assert [line for line in lines if measure(line, look) > room] == []
    assert len(as_lines(page_of(shown)[synthese.LINES])) == ROOM
    assert [line for line in lines if line in PARTS] == list(PARTS)
    assert any(line.startswith("• … et ") for line in lines)


@pytest.mark.parametrize(
    "gap", [gap for gap in table("gaps")["gap"] if gap.get("family")], ids=lambda gap: gap["code"]
)
def test_the_advice_of_each_rule_takes_two_lines_at_most(gap: dict[str, Any]) -> None:
    said = f"{family_label(gap['family'])} : {gap['sentence']}"
    lines = page_lines(Summary((), (), (said,), ()))
    first = [text for text, _ in lines].index(PARTS[2])
    assert 1 <= [word for _, word in lines[first + 1 :]].index(None) <= 2


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice Calc or poppler is missing: the sheet is not drawn",
)
def test_the_fullest_bilan_prints_on_one_page_of_the_client_alone(tmp_path: Path) -> None:
    fields = page_of(fullest())
    shown = content(
        0,
        fields={name: text for name, text in fields.items() if not isinstance(text, list)},
        blocks={synthese.LINES: [list(line) for line in as_lines(fields[synthese.LINES])]},
    )
    (page,) = [text for text in pages_of(tmp_path, shown) if HEADING in text]
    assert [said for said in (HEADING, "MARTIN Zoé", *PARTS) if said not in page] == []
    assert page.count("•") == sum(text.startswith("•") for text in texts(fullest()))
    assert [word for word in (*INTERNAL, TITLED) if word in page] == []
