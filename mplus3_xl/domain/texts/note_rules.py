"""What a note may hold: short facts that the client could read (domain notes §1.4, CNIL).

Refused: too long, or a number of a card, a bank account, the social security or an identity paper.
Warned: the words of `attempts.toml` (health, beliefs, judgements). Phones, SIRET and contract
numbers pass.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.script import templates
from mplus3_xl.rules import table

_NOTE = "note"
_SEPARATOR = r"[\s.-]"
_GAP = f"{_SEPARATOR}?"
# How the numbers of cards begin: Visa, Mastercard (51–55, 2221–2720), Discover. So narrow, and
# with its sum, few contract numbers of 16 digits are taken for one.
_ISSUERS = r"(?:4\d{3}|5[1-5]\d\d|22[2-9]\d|2[3-6]\d\d|27[01]\d|2720|6011|65\d\d)"
# 16 digits in fours, or the 15 of American Express; looked for at each place, since a date may
# stand before. A SIRET has 14.
_CARD = re.compile(
    rf"(?<!\d)(?=({_ISSUERS}(?:{_GAP}\d{{4}}){{3}}(?!\d)|3[47]\d\d{_GAP}\d{{6}}{_GAP}\d{{5}}(?!\d)))"
)
_IBAN = re.compile(rf"(?<!\w)(?=([a-z]{{2}}\d\d(?:{_GAP}[a-z0-9]){{11,30}}))", re.IGNORECASE)
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
_RIB = re.compile(
    rf"(?<!\w)(\d{{5}}){_GAP}(\d{{5}}){_GAP}((?:[0-9A-Z]{_GAP}){{11}})(\d{{2}})(?!\w)",
    re.IGNORECASE,
)
# The letters of an account stand for digits: A J → 1, B K S → 2, … (rule of the RIB's key).
_RIB_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_NIR = re.compile(
    rf"(?<!\d)[1-478]{_GAP}\d\d{_GAP}\d\d{_GAP}(?:\d\d|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
    rf"{_GAP}\d\d(?!\d)",
    re.IGNORECASE,
)
# "CNI 123456789012", "passeport n° 12AB34567", folded: the word tells it from a contract's number.
_IDENTITY = re.compile(
    r"\b(?:cni|carte (?:nationale )?d identite|passeport|permis|titre de sejour)"
    r"(?: (?:de conduire|nationale|recue?|valable|valide|perimee?|est|le|n|no|num|numero))*"
    r" (?!0[1-9]\d{8}\b)(?=[a-z]*\d)[a-z0-9]{9,12}\b"
)


class NoteFindings(NamedTuple):
    """Why a note is refused, and what its author should look at again."""

    problems: tuple[FormProblem, ...]
    warnings: tuple[str, ...]


def longest_note() -> int:
    """Return how many characters a note may have, by default."""
    longest: int = table("attempts")["limit"]["note_max"]["value"]
    return longest


def note_findings(
    text: str | None, longest: int | None = None, label: str = "Note"
) -> NoteFindings:
    """Look at a note; `longest` is the setting `note_max`, `label` what the form calls it."""
    note = (text or "").strip()
    return NoteFindings(
        tuple(_problems(note, longest_note() if longest is None else longest, label)),
        tuple(_warnings(note)),
    )


def _problems(note: str, longest: int, label: str) -> Iterator[FormProblem]:
    if len(note) > longest:
        message = f"{label} : {len(note)} caractères, {longest} au plus ; écrivez plus court."
        yield FormProblem(_NOTE, "note_trop_longue", message)
    for code, what, found_in in _FORBIDDEN:
        if found_in(note):
            message = f"{label} : {what} ne se garde jamais ici ; effacez-le."
            yield FormProblem(_NOTE, code, message)


def _has_card(note: str) -> bool:
    from stdnum import luhn

    return any(luhn.is_valid(re.sub(r"\D", "", found[1])) for found in _CARD.finditer(note))


def _has_account(note: str) -> bool:
    return any(_starts_with_iban(found[1]) for found in _IBAN.finditer(note)) or any(
        _is_rib(*found.groups()) for found in _RIB.finditer(note)
    )


def _starts_with_iban(text: str) -> bool:
    """Say whether a text begins with an IBAN, words after it left aside."""
    from stdnum import iban

    bare = re.sub(_SEPARATOR, "", text)
    lengths = range(_SHORTEST_IBAN, min(len(bare), _LONGEST_IBAN) + 1)
    # Not the list of each country's banks: a new bank is one too.
    return any(iban.is_valid(bare[:length], check_country=False) for length in lengths)


def _is_rib(bank: str, branch: str, account: str, key: str) -> bool:
    digits = re.sub(_SEPARATOR, "", account).upper().translate(_RIB_DIGITS)
    return (89 * int(bank) + 15 * int(branch) + 3 * int(digits) + int(key)) % 97 == 0


def _has_nir(note: str) -> bool:
    from stdnum.fr import nir

    bare = (re.sub(_SEPARATOR, "", found[0]) for found in _NIR.finditer(note))
    return any(nir.is_valid(number) for number in bare)


def _has_identity(note: str) -> bool:
    return _IDENTITY.search(fold(note)) is not None


_FORBIDDEN: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("numero_carte", "un numéro de carte bancaire", _has_card),
    ("numero_compte", "un numéro de compte (RIB ou IBAN)", _has_account),
    ("numero_secu", "un numéro de sécurité sociale", _has_nir),
    ("numero_identite", "un numéro de pièce d’identité", _has_identity),
)


def _warnings(note: str) -> Iterator[str]:
    reminder = templates()["rappel_note"].text
    words = f" {fold(note)} "
    for folded, word, advice in _watched():
        if f" {folded} " in words or f" {folded}s " in words:
            yield f"« {word} » : {advice} {reminder}"


@cache
def _watched() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (fold(word), word, group["advice"])
        for group in table("attempts")["watched_words"]
        for word in group["words"]
    )
