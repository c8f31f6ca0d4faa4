"""A client whose values say that his type in Lagon is wrong (domain notes §2.3, G25)."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from mplus3_xl.domain.client.lagon_fields import checked
from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import table


class Retyping(NamedTuple):
    """The type that a client seems to be, and the sentence that proposes it."""

    client_type: ClientType
    sentence: str


def retype_offer(
    client_type: ClientType | None, values: Mapping[str, str | None]
) -> Retyping | None:
    """Propose TNS for a client recorded as Particulier whose values say so (G25).

    `values` are the fields known or typed, by code: a situation of self-employed, else a sound
    SIRET or NAF code.
    """
    if client_type is not ClientType.PARTICULIER:
        return None
    reason = _sign_of_trade(values)
    if reason is None:
        return None
    sentence = (
        f"{reason} : ce client est enregistré « {ClientType.PARTICULIER.label} » et travaille "
        f"à son compte. Passez-le en « {ClientType.TNS.label} » pour poser les bonnes questions."
    )
    return Retyping(ClientType.TNS, sentence)


def _sign_of_trade(values: Mapping[str, str | None]) -> str | None:
    work = values.get("situation_professionnelle")
    if work and fold(work) in _self_employed():
        return f"Situation professionnelle « {work} »"
    for code in ("siret", "naf"):
        if number := checked(code, values.get(code)).value:
            return f"{fields()[code].label} {number}"
    return None


@cache
def _self_employed() -> frozenset[str]:
    questions = table("situation")["question"]
    trade = next(each for each in questions if each["code"] == "activite_independante")
    return frozenset(map(fold, trade["prefill"]["values"]))
