"""The answers of the situation, between the form and the store: read as typed, shown as stored."""

from collections.abc import Iterable, Mapping

from mplus3_xl.domain.bilan.situation import Answer, Question
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.conditions import UNKNOWN
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType, Holding
from mplus3_xl.domain.yes_no import NO, YES, read_yes_no, yes_no
from mplus3_xl.rules import table

DOES_NOT_KNOW, NONE = Holding.NE_SAIT_PAS.label, "aucun"
# How a person says that there is nothing, whatever the kind of question.
_NOTHING = {fold(NO), fold(NONE), fold("Aucune")}
# More is a slip of the keyboard: nobody has a thousand children or employs a million people here.
_LARGEST_NUMBER = 99_999


def read_answer(question: Question, text: str) -> Answer | FormProblem:
    """Turn what was typed into an answer, or say what is expected. Case and accents are free."""
    if fold(text) == fold(DOES_NOT_KNOW):
        return UNKNOWN
    match question["kind"]:
        case "oui_non":
            found: Answer | None = read_yes_no(text)
        case "nombre":
            found = _number(text)
        case "choix":
            found = _codes(question).get(fold(text))
        case _:
            found = _several(question, text)
    return _unreadable(question, text) if found is None else found


def read_answers(
    texts: Mapping[str, str], client_type: ClientType
) -> tuple[dict[str, object], tuple[FormProblem, ...]]:
    """Read what was typed, by question; blanks are no answer."""
    read = {
        question["code"]: read_answer(question, texts[question["code"]])
        for question in table("situation")["question"]
        if client_type in question["client_types"] and not is_blank(texts.get(question["code"]))
    }
    answers = {code: each for code, each in read.items() if not isinstance(each, FormProblem)}
    return dict(answers), tuple(each for each in read.values() if isinstance(each, FormProblem))


def shown_answer(question: Question, answer: object) -> str:
    """Return an answer as the form shows it."""
    if answer is None:
        return ""
    if answer == UNKNOWN:
        return DOES_NOT_KNOW
    if isinstance(answer, bool):
        return yes_no(answer)
    labels = {option["code"]: option["label"] for option in question.get("options", ())}
    if isinstance(answer, str):
        return str(labels.get(answer, answer))
    if isinstance(answer, Iterable):
        return ", ".join(str(labels.get(code, code)) for code in answer)
    return str(answer)


def _number(text: str) -> int | None:
    bare = "".join(text.split()).removesuffix(".0")
    if fold(text) in _NOTHING:
        return 0
    number = int(bare) if bare.isdecimal() else None
    return number if number is not None and number <= _LARGEST_NUMBER else None


def _codes(question: Question) -> dict[str, str]:
    return {fold(option["label"]): option["code"] for option in question["options"]}


def _several(question: Question, text: str) -> tuple[str, ...] | None:
    """Read labels between commas; a label may itself hold one ("Bricolage, jardinage")."""
    if fold(text) in _NOTHING and NONE in _codes(question).values():
        return (NONE,)
    codes, words, found = _codes(question), text.replace(";", ",").split(","), list[str]()
    while words:
        sizes = range(len(words), 0, -1)
        size = next((each for each in sizes if fold(",".join(words[:each])) in codes), None)
        if size is None:
            return None
        found.append(codes[fold(",".join(words[:size]))])
        words = words[size:]
    alone = NONE not in found or set(found) == {NONE}
    return tuple(dict.fromkeys(found)) if alone else None


def _unreadable(question: Question, text: str) -> FormProblem:
    match question["kind"]:
        case "oui_non":
            expected = f"{YES} ou {NO}"
        case "nombre":
            expected = f"un nombre entier, {_LARGEST_NUMBER} au plus"
        case kind:
            labels = " · ".join(option["label"] for option in question["options"])
            several = "" if kind == "choix" else ", une ou plusieurs, « Aucun » seul"
            expected = f"une réponse de la liste{several} : {labels}"
    message = (
        f"{question['label']} « {text} » ne se lit pas : écrivez {expected}, ou {DOES_NOT_KNOW}."
    )
    return FormProblem(f"bilan_{question['code']}", "reponse_illisible", message)
