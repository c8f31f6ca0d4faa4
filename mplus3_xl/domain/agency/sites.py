"""The agencies as a manager types them: read line by line, checked together."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.site_hours import HourLine, Week, hour_lines, read_hours
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.client.field_checks import Check, Fault, Sound, email, phone
from mplus3_xl.domain.text import fold

AGENCY = "agences"
"""What the place of a problem begins with: then the line and the column, both from 0."""
_CODE = re.compile(r"H\d{5}")
_BETWEEN = re.compile(r"[,;]")
_NAME, _ALIASES, _CODES, _, _EMAIL, _PHONE = range(6)


class SiteLine(NamedTuple):
    """One agency, as texts; several names or codes stand between commas."""

    name: str = ""
    aliases: str = ""
    codes: str = ""
    insurer: str = ""
    email: str = ""
    phone: str = ""


class Sites(NamedTuple):
    """All the lines, empty ones included: their order tells the place of a problem."""

    lines: tuple[SiteLine, ...]
    hours: tuple[HourLine, ...]


def lines_of(agencies: Sequence[Agency]) -> Sites:
    """Return the agencies as they are shown, and typed."""
    lines = (
        SiteLine(
            each.name, ", ".join(each.aliases), ", ".join(each.codes),
            each.insurer or "", each.email or "", each.phone or "",
        )
        for each in agencies
    )  # fmt: skip
    return Sites(tuple(lines), tuple(line for each in agencies for line in hour_lines(each)))


def said_site(agency: Agency) -> str:
    """Return an agency as one reads it in the journal."""
    (line,), hours = lines_of([agency])
    times = (", ".join(filter(None, (each.morning, each.afternoon))) for each in hours)
    week = (f"{each.days} {ranges}" for each, ranges in zip(hours, times, strict=True))
    return " ; ".join(filter(None, (*line, *week)))


def read_sites(
    typed: Sites, in_use: Collection[str]
) -> tuple[tuple[Agency, ...], list[FormProblem]]:
    """Return the agencies that are typed, and what is wrong with them.

    `in_use` are the names that dossiers bear, which stay. The place of a problem begins with
    `AGENCY` or `site_hours.HOURS`.
    """
    names = {fold(line.name) for line in typed.lines if line.name}
    weeks, wrong = read_hours(typed.hours, names)
    problems = [
        *_names(typed.lines), *_codes(typed.lines), *_reached(typed.lines),
        *_gone(typed.lines, in_use), *_closed(typed.lines, weeks), *wrong,
    ]  # fmt: skip
    filled = (line for line in typed.lines if any(line))
    return tuple(_agency(line, weeks.get(fold(line.name), {})) for line in filled), problems


def listed(text: str) -> list[str]:
    """Return what stands between commas or semicolons."""
    return [word.strip() for word in _BETWEEN.split(text) if word.strip()]


def _agency(line: SiteLine, week: Week) -> Agency:
    return Agency(
        name=line.name,
        aliases=tuple(listed(line.aliases)),
        codes=tuple(code.upper() for code in listed(line.codes)),
        hours=week,
        phone=_kept(line.phone, phone),
        email=_kept(line.email, email),
        insurer=line.insurer or None,
    )


def _kept(text: str, rule: Check) -> str | None:
    """Return a text as it is kept; one that is wrong is none."""
    found = rule(text) if text else None
    return found.value if isinstance(found, Sound) else None


def _names(lines: Sequence[SiteLine]) -> Iterator[FormProblem]:
    """Find agencies without a name, and names that would mean two of them."""
    meant: dict[str, str] = {}
    if not any(map(any, lines)):
        yield _wrong(0, _NAME, "agence_absente", "Il faut une agence au moins.")
    for at, line in enumerate(lines):
        if any(line) and not line.name:
            yield _wrong(at, _NAME, "nom_absent", "Une agence a besoin d’un nom.")
        for column, words in ((_NAME, [line.name]), (_ALIASES, listed(line.aliases))):
            for word in filter(None, words):
                if fold(word) in meant:
                    said = f"« {word} » désigne déjà l’agence {meant[fold(word)]}."
                    yield _wrong(at, column, "nom_en_double", said)
                meant.setdefault(fold(word), line.name)


def _codes(lines: Sequence[SiteLine]) -> Iterator[FormProblem]:
    owners: dict[str, str] = {}
    for at, line in enumerate(lines):
        for code in listed(line.codes.upper()):
            if not _CODE.fullmatch(code):
                said = f"« {code} » n’est pas un code de site : H et cinq chiffres, comme H90001."
                yield _wrong(at, _CODES, "code_inconnu", said)
            elif code in owners:
                said = f"Le code {code} est déjà celui de {owners[code]}."
                yield _wrong(at, _CODES, "code_en_double", said)
            owners.setdefault(code, line.name)


def _reached(lines: Sequence[SiteLine]) -> Iterator[FormProblem]:
    """Find an e-mail or a phone that is none: the script gives them to clients."""
    for at, line in enumerate(lines):
        for column, text, rule in ((_EMAIL, line.email, email), (_PHONE, line.phone, phone)):
            found = rule(text) if text else None
            if isinstance(found, Fault):
                yield _wrong(at, column, found.code, found.message)


def _gone(lines: Sequence[SiteLine], in_use: Collection[str]) -> Iterator[FormProblem]:
    """Find the names that are gone although dossiers bear them."""
    names = {line.name for line in lines}
    for name in sorted(set(in_use) - names):
        said = f"Des dossiers sont à l’agence {name} : gardez ce nom, et ajoutez-lui un autre nom"
        yield _wrong(0, _NAME, "agence_en_service", f"{said} si elle en change.")


def _closed(lines: Sequence[SiteLine], weeks: dict[str, Week]) -> Iterator[FormProblem]:
    """Find the agencies that no line of hours names: nobody there could be called."""
    for at, line in enumerate(lines):
        if line.name and fold(line.name) not in weeks:
            said = f"Il manque les horaires de {line.name}, dans Horaires d’appel."
            yield _wrong(at, _NAME, "horaires_absents", said)


def _wrong(at: int, column: int, code: str, message: str) -> FormProblem:
    return FormProblem(f"{AGENCY}.{at}.{column}", code, message)
