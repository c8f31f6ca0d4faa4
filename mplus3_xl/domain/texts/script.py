"""The script: templates with their merge fields, filled for one call (D11, R112-4).

The templates are data (`rules/scripts.toml`) that an agency may edit. A merge field without value
is shown as to be completed, never left empty.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.domain import rule_labels
from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call_form import is_blank
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import table

MERGE_FIELD = re.compile(r"\{(\w+)\}")
_TITLED = re.compile(r"(mme|mlle|mr|m|me|dr|madame|mademoiselle|monsieur|maître)\b\.?\s+\S", re.I)
_AFTER_NAME = re.compile(r"[,;:(/]|\s[-–—]\s")
_SENT = ("sms", "mail")
SUBJECT = ".objet"
"""What follows the code of a mail in the name of its subject."""


class Script(NamedTuple):
    """A text ready to be read or sent, and the labels of the merge fields that had no value."""

    text: str
    missing: tuple[str, ...]


class Template(NamedTuple):
    """One text of the script: `step` of the call, `channel`, and the `subject` of a mail.

    It has `longest` characters at most, its fields counted as missing. An edited one keeps a field
    of each list of `keeps` and the words of `says`, for the reason `because`.
    """

    code: str
    label: str
    step: str
    channel: str
    text: str
    subject: str | None
    longest: int
    keeps: tuple[tuple[str, ...], ...] = ()
    says: tuple[str, ...] = ()
    because: str = ""


@cache
def templates() -> dict[str, Template]:
    """Return the templates by code, in the order of the script."""
    return {each["code"]: _template(each) for each in table("scripts")["template"]}


def labels() -> Mapping[str, str]:
    """Return what each merge field stands for, by its code."""
    return rule_labels.labels("scripts", "merge_field")


def placeholders() -> dict[str, str]:
    """Return what stands for each merge field where nobody is meant: its label, in brackets."""
    return {code: f"[{label}]" for code, label in labels().items()}


def merged(template_text: str, values: Mapping[str, str | None]) -> Script:
    """Fill a text; a field without value reads `[à compléter : libellé]`.

    An unknown field is shown by its code: `template_problems` refuses it when a text is edited.
    """
    missing: dict[str, None] = {}

    def value_of(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is not None and not is_blank(value):
            return value
        label = labels().get(found[1], found[1])
        missing[label] = None
        return f"[à compléter : {label}]"

    text = MERGE_FIELD.sub(value_of, template_text)
    return Script(text, tuple(missing))


def filled(template: Template, values: Mapping[str, str | None]) -> Script:
    """Fill a template; a message to send greets without a name rather than by a blank."""
    text = template.text
    if template.channel in _SENT and is_blank(values["prenom"] or ""):
        text = text.replace(" {prenom}", "")
    return merged(text, values)


def opening(caller: str | None, seller: str | None, available: bool = True) -> Template:
    """Return how to begin: the seller is me, or a colleague; or the client has no time now."""
    if not available:
        return templates()["pas_disponible"]
    return templates()["accroche_moi" if _same_person(caller, seller) else "accroche_collegue"]


def merge_values(
    client: Client, caller: str | None, site: Agency | None, contract: Contract | None
) -> dict[str, str | None]:
    """Return the value of each merge field; `contract` is the one that the call is about."""
    family = _families().get(contract.family or "") if contract else None
    spoken = family["spoken"] if family else None
    return {
        "prenom": _first_name_of(client),
        "civilite_nom": _formal_name_of(client),
        "appelant": first_name(caller),
        "appelant_nom": caller,
        "agence": site.name if site else None,
        "agence_telephone": site.phone if site else None,
        "agence_email": site.email if site else None,
        "assureur": site.insurer if site else None,
        "vendeur": first_name(contract.seller) if contract else None,
        "contrat": spoken["name"] if spoken else (contract.product if contract else None),
        "risque": spoken["article"] + spoken["name"] if spoken else None,
    }


def first_name(name: str | None) -> str | None:
    """Return the first name in a full name, family names being in capitals: "MAZIN Hugo".

    Without capitals the first word is taken ("Hugo Mazin"); all in capitals, the whole is kept,
    since nothing tells which word it is.
    """
    words = (name or "").split()
    given = [word for word in words if not word.isupper()]
    if not words:
        return None
    return given[0] if given else " ".join(words)


def _template(entry: Mapping[str, Any]) -> Template:
    return Template(
        code=entry["code"],
        label=entry["label"],
        step=entry["step"],
        channel=entry["channel"],
        text=entry["text"].strip(),
        subject=entry.get("subject"),
        longest=entry["longest"],
        keeps=tuple(map(tuple, entry.get("keeps", ()))),
        says=tuple(entry.get("says", ())),
        because=entry.get("because", ""),
    )


@cache
def _families() -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in table("families")["family"]}


def _same_person(one: str | None, other: str | None) -> bool:
    """Compare two names as words, whatever their order: "Hugo Mazin" is "MAZIN Hugo"."""
    words = set(fold(one or "").split())
    return bool(words) and words == set(fold(other or "").split())


def _first_name_of(client: Client) -> str | None:
    """Return whom to greet: the person, or who looks after insurance in a company."""
    if client.client_type is ClientType.ENTREPRISE:
        return _greeted(client.insurance_contact)
    return client.first_name


def _greeted(contact: str | None) -> str | None:
    """Return how to greet a contact: "Mme Roux, comptable" by what is said, others by first name.

    What stands after a comma, a bracket, a slash or a dash between spaces is his work or his phone.
    """
    name = _AFTER_NAME.split(contact or "", maxsplit=1)[0].strip()
    titled = _TITLED.match(name) is not None
    return name if titled else first_name(name)


def _formal_name_of(client: Client) -> str | None:
    if not client.last_name:
        return None
    return " ".join(part for part in (client.civility, client.last_name) if part)
