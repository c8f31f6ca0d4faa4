"""A client invented answer by answer: his situation, his insurances, what he says of the gaps."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.bilan import Bilan, Said, bilan_of
from mplus3_xl.domain.bilan.gaps import Gap, GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.situation import Question, questions_for, situation_of
from mplus3_xl.domain.conditions import holds
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.services.ports.store import Store

INSURERS = ("Mutuelle Exemple", "Assurances du Littoral", "La Prévoyante Fictive", "inconnu")
NOTHING_TO_DO = "Le client préfère en reparler à l’échéance."
_REASONS = ("Le budget ne le permet pas.", "Préfère y réfléchir.", "N’en voit pas l’utilité.")
_MOST_ACTIONS = 3
_ANSWERS = (GapAnswer.OPPORTUNITE, GapAnswer.REFUS, GapAnswer.COUVERT, GapAnswer.A_VERIFIER)
_COMMON_HOLDINGS = (Holding.AUCUN,) * 5 + (Holding.AILLEURS,) * 3 + (Holding.NE_SAIT_PAS,)


def hold_bilan(
    store: Store,
    dossier_id: int,
    agencies: Mapping[str, Agency],
    chance: random.Random,
    author: str,
    now: datetime,
) -> None:
    """Go through the insurances of a client, and save his bilan with what follows from it."""
    opened = open_bilan(store, dossier_id, agencies, now)
    with store.read() as unit:
        contracts = unit.contracts_of([opened.client.id])
        dossier = unit.dossier(dossier_id)
    day = Day(now.date(), agencies.get((dossier and dossier.agency) or ""))
    client_type = opened.said.situation.client_type
    answers = _answers(client_type, opened.answers, chance)
    said = Said(situation_of(client_type, answers))
    lines = tuple(_line(each, day, chance) for each in bilan_of(said, contracts, day).lines)
    said = said._replace(lines=lines)
    replies = tuple(_reply(each, chance) for each in bilan_of(said, contracts, day).gaps)
    bilan: Bilan = bilan_of(said._replace(replies=replies), contracts, day)
    actions = bilan.proposed[:_MOST_ACTIONS]
    form = BilanForm(
        dossier_id,
        opened.version,
        answers,
        lines,
        replies,
        actions,
        None if actions else NOTHING_TO_DO,
    )
    save_bilan(store, form, agencies, author, now)


def _answers(
    client_type: ClientType, known: Mapping[str, object], chance: random.Random
) -> dict[str, object]:
    """Answer each question in turn; one that an earlier answer rules out is not put."""
    answers = dict(known)
    for question in questions_for(situation_of(client_type, answers)):
        if question["code"] in answers or holds(question.get("when", {}), answers) is False:
            continue
        answers[question["code"]] = _answer(question, chance)
    return answers


def _answer(question: Question, chance: random.Random) -> object:
    match question["kind"]:
        case "oui_non":
            return chance.random() < 0.3
        case "nombre":
            return chance.randint(28, 62) if question["code"] == "age" else chance.choice((0, 0, 2))
        case "choix":
            return chance.choice(question["options"])["code"]
        case _:
            return (chance.choice(question["options"])["code"],)


def _line(line: Line, day: Day, chance: random.Random) -> Line:
    if line.holding is not None:
        return line
    holding = chance.choice(_COMMON_HOLDINGS)
    if holding is not Holding.AILLEURS:
        return line._replace(holding=holding)
    return line._replace(
        holding=holding,
        insurer=chance.choice(INSURERS),
        echeance=day.today + timedelta(days=chance.randint(20, 350)),
        over_a_year=chance.random() < 0.5,
    )


def _reply(gap: Gap, chance: random.Random) -> GapReply:
    answer = chance.choice(_ANSWERS)
    return GapReply(
        gap.code, answer, chance.choice(_REASONS) if answer is GapAnswer.REFUS else None
    )
