"""The fields of the Lagon file (`required_fields.toml`) as a client of the store holds them."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from mplus3_xl.domain.amounts import plain_number
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.client.clients import derived
from mplus3_xl.domain.client.lagon_reports import column_of
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ClientType, FieldState, Term
from mplus3_xl.rules import table


@cache
def codes() -> dict[str, str]:
    """Return the fields asked in the call, by column of the client."""
    return {column_of(each["code"]): each["code"] for each in table("required_fields")["field"]}


def text_of(client: Client, code: str) -> str | None:
    """Return what Lagon holds of a field, as the form shows it."""
    return shown_text(code, getattr(client, column_of(code)))


def shown_text(code: str, value: Any) -> str | None:
    """Return the text of a value of the field `code`: amounts in euros, a type by its label."""
    if isinstance(value, Term):
        return value.label
    if value is None or isinstance(value, str):
        return value
    if column_of(code) == "revenue_cents":
        euros, cents = divmod(value, 100)
        return f"{euros},{cents:02d}" if cents else str(euros)
    return str(value)


def value_of(code: str, checked: str) -> Any:
    """Return the value to store of a text that passed its check (`lagon_fields.checked`)."""
    match column_of(code):
        case "revenue_cents":
            return int(Decimal(plain_number(checked)) * 100)
        case "headcount":
            return int(plain_number(checked))
        case _:
            return checked


def prefilled(client: Client, known: Iterable[FieldAnswer]) -> tuple[FieldAnswer, ...]:
    """Return one answer for each field: what was answered already, else what Lagon holds.

    A value confirmed, that an export changed since, is to be asked again.
    """
    given = {answer.code: answer for answer in known}
    return tuple(_prefilled(client, code, given.get(code)) for code in codes().values())


def _prefilled(client: Client, code: str, given: FieldAnswer | None) -> FieldAnswer:
    held = text_of(client, code)
    stale = given is None or (given.state is FieldState.CONFIRME and given.lagon != held)
    return FieldAnswer(code, None, held) if given is None or stale else given


def client_after(
    client: Client,
    before: Iterable[FieldAnswer],
    answers: Iterable[FieldAnswer],
    client_type: ClientType | None,
) -> Client:
    """Return the client as the answers leave him: a new value, or Lagon's again if it is undone.

    `before` are the answers that were known, `client_type` what he is now said to be.
    """
    modified = {answer.code for answer in before if answer.state is FieldState.MODIFIE}
    values: dict[str, Any] = {"client_type": client_type or client.client_type}
    for answer in answers:
        if answer.state is FieldState.MODIFIE and answer.new:
            values[column_of(answer.code)] = value_of(answer.code, answer.new)
        elif answer.code in modified:
            lagon = answer.lagon
            values[column_of(answer.code)] = value_of(answer.code, lagon) if lagon else None
    return derived(client._replace(**values))
