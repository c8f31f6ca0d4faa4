"""Phones and e-mails reduced to one spelling, to find the same one written otherwise."""

from collections.abc import Callable
from functools import cache
from typing import Any

from mplus3_xl.domain.text import fold


@cache
def phone_key(text: str | None) -> str | None:
    """Return the E.164 form of a French or international number, `None` if it is none.

    A number of a range that nobody allocated still counts: only its form is looked at.
    """
    if text is None:
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_key(text: str | None) -> str | None:
    """Return an address in lower case, `None` if it has no @."""
    return text.casefold() if text is not None and "@" in text else None


def same_value(name: str, one: Any, other: Any) -> bool:
    """Say whether two values of a column of a client mean the same, however they are written."""
    if one is None or other is None or one == other:
        return bool(one == other)
    key = _KEYS.get(name)
    if key is not None and (reduced := key(one)) is not None:
        return reduced == key(other)
    return fold(str(one)) == fold(str(other))


_KEYS: dict[str, Callable[[str | None], str | None]] = {"phone": phone_key, "email": email_key}
