"""Phones, e-mails and codes reduced to one spelling, to find the same one written otherwise."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.text import fold

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Numbers of the overseas departments bear the prefix +262, +590, … of their own plan.
FRENCH_PLANS = ("FR", "RE", "GP", "MQ", "GF")


@cache
def phone_key(text: str | None) -> str | None:
    """Return the E.164 form of a French or international number, `None` if it is none.

    A number of a range that nobody allocated still counts: only its form is looked at. A key's
    own key is itself.
    """
    number = None if text is None else read_phone(text)
    if number is None:
        return None
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_phone(text: str) -> "PhoneNumber | None":
    """Read one French or international number, `None` if it is none.

    What is nobody's in mainland France is an overseas department's if it is somebody's there,
    0262 …, 0692 …, with +33 or without (domain notes §4.3): one phone is one number.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    if phonenumbers.is_valid_number(number):
        return number
    return _overseas(number) or number


def _overseas(number: "PhoneNumber") -> "PhoneNumber | None":
    """Return a number of mainland France as the overseas department that has it."""
    import phonenumbers

    if phonenumbers.region_code_for_country_code(number.country_code or 0) != FRENCH_PLANS[0]:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    read = (phonenumbers.parse(written, region) for region in FRENCH_PLANS[1:])
    return next((each for each in read if phonenumbers.is_valid_number(each)), None)


def email_key(text: str | None) -> str | None:
    """Return an address in lower case, `None` if it has no @."""
    return text.casefold() if text is not None and "@" in text else None


def code_key(text: str | None) -> str | None:
    """Return a code without spaces and points: Lagon writes 4321A, the form 43.21A."""
    return "".join(fold(text).split()) if text is not None else None


def same_value(name: str, one: Any, other: Any) -> bool:
    """Say whether two values of a column of a client mean the same, however they are written."""
    if one is None or other is None or one == other:
        return bool(one == other)
    key = _KEYS.get(name)
    if key is not None and (reduced := key(one)) is not None:
        return reduced == key(other)
    return fold(str(one)) == fold(str(other))


_KEYS: dict[str, Callable[[str | None], str | None]] = {
    "phone": phone_key,
    "email": email_key,
    "postal_code": code_key,
    "siret": code_key,
    "naf": code_key,
}
