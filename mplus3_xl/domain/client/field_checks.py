"""The value of a field of the Lagon file, checked with the library that knows it.

One check per control of `required_fields.toml`, all of one shape: the text as typed gives the
value as it is kept, or a `Fault`. Source: domain notes §4.3. No check uses the network.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from mplus3_xl.domain.amounts import plain_number
from mplus3_xl.domain.client.contacts import FRENCH_PLANS, read_phone
from mplus3_xl.rules import table

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Both nomenclatures (rév. 2, and NAF 2025 from 01/01/2027) are written alike; the letters of the
# second are not published where we could read them: any letter will do (§4.3).
_NAF = re.compile(r"(?!00)(\d{2})\.?(\d{2})([A-Z])")
_POSTAL_CODE = re.compile(r"(?!00)\d{5}")
_LONGEST_TEXT = 255  # characters, what the form lets one type
_LARGEST_AMOUNT = Decimal(10) ** 12
_LARGEST_HEADCOUNT = 1_000_000
_MISTYPED: dict[str, str] = table("required_fields")["mistyped_domain"]


class Fault(NamedTuple):
    """Why a text is refused: a stable code, and what is expected."""

    code: str
    message: str


class Sound(NamedTuple):
    """A text accepted: as it is kept, and what to look at again, if anything."""

    value: str
    warning: str | None = None


Check = Callable[[str], Sound | Fault]


def plain_text(text: str) -> Sound | Fault:
    """Take any text of a length that Lagon could hold, spaces tidied and accents composed."""
    tidy = " ".join(normalize("NFC", text).split())
    if len(tidy) > _LONGEST_TEXT:
        message = f"« {tidy} » a {len(tidy)} caractères : {_LONGEST_TEXT} au plus, raccourcissez."
        return Fault("texte_trop_long", message)
    return Sound(tidy)


def siret(text: str) -> Sound | Fault:
    """Check a SIRET: Luhn, La Poste's own sum, and not all zeros (the library lets them pass)."""
    from stdnum.fr import siret as rule

    number = rule.compact(text).replace("\u00a0", "").replace("\u202f", "")
    if len(number) != 14 or not number.isdecimal():
        message = f"« {text} » n’est pas un SIRET : quatorze chiffres sont attendus."
        return Fault("siret_longueur", message)
    if not rule.is_valid(number) or not number.strip("0"):
        return Fault(
            "siret_faux",
            f"« {text} » n’est pas un SIRET : sa clé de contrôle est fausse. "
            "Relisez-le chiffre par chiffre avec le client.",
        )
    return Sound(number)


def naf(text: str) -> Sound | Fault:
    """Check the form of a NAF code, old or new nomenclature; it is kept as `62.01Z`."""
    found = _NAF.fullmatch("".join(text.split()).upper())
    if found is None:
        message = f"« {text} » n’est pas un code NAF : quatre chiffres et une lettre, comme 43.21A."
        return Fault("naf_invalide", message)
    return Sound(f"{found[1]}.{found[2]}{found[3]}")


def phone(text: str) -> Sound | Fault:
    """Check one French or international number; a range that nobody allocated only warns."""
    number = read_phone(text)
    if number is None:
        message = f"« {text} » n’est pas un numéro de téléphone : un seul, comme 06 12 34 56 78."
        return Fault("telephone_invalide", message)
    return Sound(_phone_text(number), _phone_warning(number))


def _phone_text(number: "PhoneNumber") -> str:
    import phonenumbers

    plan = phonenumbers.region_code_for_country_code(number.country_code or 0)
    french = plan in FRENCH_PLANS
    forms = phonenumbers.PhoneNumberFormat
    form = forms.NATIONAL if french else forms.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _phone_warning(number: "PhoneNumber") -> str | None:
    import phonenumbers

    shown = _phone_text(number)
    if not phonenumbers.is_valid_number(number):
        return f"{shown} : cette tranche de numéros n’est pas attribuée, relisez le numéro."
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return f"{shown} est un numéro surtaxé : demandez un numéro ordinaire."
    return None


def email(text: str) -> Sound | Fault:
    """Check the form of an e-mail address; a domain often mistyped warns."""
    from email_validator import EmailNotValidError, validate_email

    try:
        address = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        message = f"« {text} » n’est pas une adresse e-mail : prenom.nom@exemple.fr est attendu."
        return Fault("email_invalide", message)
    meant = _MISTYPED.get(address.domain)
    warning = f"« {address.domain} » : ne serait-ce pas « {meant} » ?" if meant else None
    return Sound(address.normalized.lower(), warning)


def postal_code(text: str) -> Sound | Fault:
    """Check a French postal code: five digits, kept as text."""
    code = "".join(text.split())
    if not _POSTAL_CODE.fullmatch(code):
        message = f"« {text} » n’est pas un code postal : cinq chiffres, comme 13007 ou 01000."
        return Fault("code_postal_invalide", message)
    return Sound(code)


def amount(text: str) -> Sound | Fault:
    """Check an amount of euros, not negative; it is kept as `85000` or `85000,50`."""
    number = _number(text)
    if number is not None and not 0 <= number < _LARGEST_AMOUNT:
        message = f"« {text} » : un montant va de 0 à moins de mille milliards d’euros."
        return Fault("montant_hors_bornes", message)
    if number is None or number != round(number, 2):
        message = f"« {text} » n’est pas un montant : écrivez des euros, comme 85 000 ou 1 250,50."
        return Fault("montant_invalide", message)
    kept = f"{number:.0f}" if number == number.to_integral_value() else f"{number:.2f}"
    return Sound(kept.replace(".", ","))


def headcount(text: str) -> Sound | Fault:
    """Check a number of employees: whole, from 0."""
    number = _number(text)
    if number is not None and not 0 <= number <= _LARGEST_HEADCOUNT:
        message = f"« {text} » : un effectif va de 0 à un million de salariés."
        return Fault("effectif_hors_bornes", message)
    if number is None or number != number.to_integral_value():
        message = f"« {text} » n’est pas un effectif : un nombre entier est attendu, 0 compris."
        return Fault("effectif_invalide", message)
    return Sound(f"{number:.0f}")


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(plain_number(text))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


CHECKS: dict[str, Check] = {
    "text": plain_text,
    "list": plain_text,
    "siret": siret,
    "naf": naf,
    "phone": phone,
    "email": email,
    "postal_code": postal_code,
    "amount": amount,
    "integer": headcount,
}
