"""The stories of the bilan, typed in the sheet and clicked: the sheet shows what they tell."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from mplus3_xl import settings
from mplus3_xl.bootstrap import Workspace, author, open_workspace
from mplus3_xl.domain.bilan.inventory import family_label
from mplus3_xl.domain.bilan.regimes import event_labels
from mplus3_xl.domain.bilan.typed_answers import shown_answer
from mplus3_xl.domain.vocabulary import ActionKind, ClientType, GapAnswer, Holding
from mplus3_xl.layout import lists
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import PROPOSED
from mplus3_xl.live.book import Book
from mplus3_xl.rules import table
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.bilan import OpenBilan, open_bilan
from tests.conftest import NOW
from tests.domain.bilan.told import STORIES, Entry, contracts_of, story
from tests.domain.invented import client, dossier
from tests.live.bilan_sheet import BilanSheet
from tests.live.pressing import call, press, select, typed
from tests.services.desk import fill
from tests.stores import made_in

CHARGE = "Hugo Mazin"
DAYS = {
    "echeance": "echeance",
    "subscribed_on": "souscrit_le",
    "notice_on": "avis_le",
    "event_on": "evenement_le",
}
LEVELS = {level["code"]: level["label"] for level in table("gaps")["level"]}
QUESTIONS = {each["code"]: each for each in lists.questions()}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_typed_and_clicked_shows_the_bilan_that_it_tells(
    book: xw.Book, folder: Path, path: Path
) -> None:
    told = story(path)
    workspace = at_work(folder, told)
    sheet = opened(book)
    answer(sheet, told["answers"])
    for line in told.get("line", ()):
        type_line(sheet, line)
    press(book, f"Le reste : {told['rest'].replace('_', ' ')}" if "rest" in told else "Recalculer")
    for reply in told.get("reply", ()):
        sheet.type_gap(reply["gap"], GapAnswer(reply["answer"]).label, reply.get("reason"))
    if "no_action_reason" in told:
        sheet.type_field(bilan.NO_ACTION, told["no_action_reason"])
    press(book, "Enregistrer", "Bilan")
    assert sheet.message.startswith("Bilan enregistré"), sheet.message
    compare(sheet, told["expected"])
    proposed = [row["nature"] for row in sheet.actions() if row["etat"] == PROPOSED]
    press(book, "Ajouter les actions proposées")
    quoted = ActionKind.DEVIS.label in proposed
    assert ("laisse au client 14 jours pour y renoncer" in sheet.message) is quoted
    assert [row["etat"] for row in sheet.actions()].count(PROPOSED) == 0
    assert kept(workspace, told["today"]) == told["expected"]["missing"]


def at_work(folder: Path, told: Entry) -> Workspace:
    """A folder whose store holds the client of a story, on its day."""
    settings.freeze_day(folder, told["today"], time(11))
    workspace = open_workspace(folder, settings.own_store(folder), None)
    store, kind = made_in(workspace), ClientType(told["client_type"])
    naf = told["answers"].get("naf")
    person = client(client_type=kind, naf=naf, marital_status=None, occupation=None)
    mine = dossier(charge_clientele=CHARGE)
    fill(store, [person], [mine], contracts_of(told))
    name_logins(store, [Naming(author(), CHARGE, True)], "chef", NOW)
    return workspace


def opened(book: xw.Book) -> BilanSheet:
    """The bilan of the one dossier of the queue, opened from its row; no other was open."""
    Book(book).write_form({"bilan_code": None})
    press(book, "Actualiser la file", "Accueil")
    select(book, "File", "tFile", 0)
    call(book, "Actions.OuvrirBilan")
    sheet = BilanSheet(book)
    assert "Nouveau bilan" in sheet.message, BilanSheet(book).said("file_message")
    return sheet


def answer(sheet: BilanSheet, answers: Entry) -> None:
    """Type the answers, then have the questions follow: each one given is still asked, or not."""
    asked = sheet.questions()
    for code, given in answers.items():
        if code in asked:
            value = tuple(given) if isinstance(given, list) else given
            sheet.type_answer(code, shown_answer(QUESTIONS[code], value))
    press(sheet.book, "Recalculer")
    left = [code for code, text in sheet.questions().items() if text is None]
    assert set(left).isdisjoint(answers)


def type_line(sheet: BilanSheet, line: Entry) -> None:
    """Type what the client says of a contract; a second one of a family has its own line."""
    family = line["family"]
    at = sheet.free_line(family)
    if at is None:
        if not sheet.select_family(family):
            typed(sheet.book, family_label(family))
        press(sheet.book, "Ajouter un contrat")
        at = sheet.free_line(family)
    assert at is not None
    said: dict[str, Any] = {
        "detention": Holding(line["holding"]).label,
        "assureur": line.get("insurer"),
        "plus_dun_an": "Oui" if line.get("over_a_year") else None,
        "sans_avis": "Oui" if line.get("no_notice") else None,
        "evenement": event_labels().get(line.get("event", "")),
        **{column: line.get(name) for name, column in DAYS.items()},
    }
    sheet.type_line(at, {key: value for key, value in said.items() if value is not None})


def compare(sheet: BilanSheet, expected: Entry) -> None:
    """The sheet shows the lines, the gaps, the moves, the actions and the score of a story."""
    lines = [f"{row['famille']} · {row['detention']}" for row in sheet.lines()]
    assert lines == [shown_line(each) for each in expected["lines"]]
    gaps = [f"{row['cle']} · {row['niveau']} · {row['en_avant']}" for row in sheet.gaps()]
    assert gaps == [shown_gap(each) for each in expected["gaps"]]
    away = [row for row in sheet.lines() if row["detention"] == Holding.AILLEURS.label]
    dates = [(row["mouvement"], row["preavis"], row["relance"]) for row in away]
    assert dates == [
        (each.get("earliest"), each.get("notice_limit"), each.get("relance"))
        for each in expected["moves"]
    ]
    todo = [f"{row['nature']} · {row['objet']} · {row['echeance']}" for row in sheet.actions()]
    assert todo == [shown_action(each) for each in expected["actions"]]
    assert sheet.complete == expected["complete"]


def shown_line(told: str) -> str:
    family, holding = told.split(" · ")
    return f"{family_label(family)} · {None if holding == 'blanc' else Holding(holding).label}"


def shown_gap(told: str) -> str:
    code, level, forward = told.split(" · ")
    return f"{code} · {LEVELS[level]} · {'En avant' if forward == 'en avant' else None}"


def shown_action(told: str) -> str:
    kind, rest = told.split(" · ", 1)
    return f"{ActionKind(kind).label} · {rest}"


def kept(workspace: Workspace, today: date) -> list[str]:
    """What the store says is missing from the bilan."""
    found: OpenBilan = open_bilan(workspace.store(), 1, {}, workspace.now)
    assert workspace.today == today
    return [problem.field for problem in found.missing]
