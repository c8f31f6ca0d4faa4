"""The questions to prepare before a call, in the order in which they are put.

First the open questions of the guide, by type of client: family, trade, goods, protection
(`situation.toml`); then what Lagon does not hold (`required_fields.toml`), which the form asks for
field by field anyway.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mplus3_xl.domain.call_form import is_blank
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import table


class Question(NamedTuple):
    """A question to the client: `topic` is what it is about, `text` how it is put."""

    code: str
    topic: str
    text: str


def questions_to_ask(
    client_type: ClientType | None, values: Mapping[str, str | None]
) -> tuple[Question, ...]:
    """Return the questions for this type of client; `values` are the fields known, by code.

    A client of unknown type is asked what everybody is asked.
    """
    return (*_open(client_type), *_of_the_file(client_type, values))


def _of_the_file(
    client_type: ClientType | None, values: Mapping[str, str | None]
) -> Iterator[Question]:
    for field in required_fields(client_type):
        if field.question and is_blank(values.get(field.code)):
            yield Question(field.code, field.label, field.question)


def _open(client_type: ClientType | None) -> Iterator[Question]:
    wanted = tuple(ClientType) if client_type is None else (client_type,)
    for entry in table("situation")["open_question"]:
        if set(wanted) <= set(entry["client_types"]):
            yield Question(entry["code"], entry["label"], entry["question"])
