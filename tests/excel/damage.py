"""Ways to damage a package: each changes something, or the fault itself is at fault."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

Parts = dict[str, bytes]
Damage = Callable[[Parts], None]
Change = bytes | Callable[[re.Match[bytes]], bytes]


class NothingToDamageError(AssertionError):
    """The workbook has nothing of the kind that a fault is about."""


def change(part: str, pattern: bytes, new: Change, *, everywhere: bool = False) -> Damage:
    """Rewrite the first match of `pattern` in the first part, by name `part`, that has one."""

    def damage(parts: Parts) -> None:
        for name, content in parts.items():
            if re.match(part, name):
                count = 0 if everywhere else 1
                changed = re.sub(pattern, new, content, count=count, flags=re.DOTALL)
                if changed != content:
                    parts[name] = changed
                    return
        raise NothingToDamageError(f"{part} {pattern!r}")

    return damage


def together(*damages: Damage) -> Damage:
    """Several changes that make one fault."""

    def damage(parts: Parts) -> None:
        for each in damages:
            each(parts)

    return damage


def drop(part: str) -> Damage:
    """Take out the first part of that name."""

    def damage(parts: Parts) -> None:
        del parts[next(name for name in parts if re.match(part, name))]

    return damage


def add(part: str, content: bytes) -> Damage:
    """Put in one more part."""

    def damage(parts: Parts) -> None:
        assert part not in parts
        parts[part] = content

    return damage


def add_link(source: str, kind: str, target: str) -> Damage:
    """One more relationship of an Office `kind`, from the part of links `source`."""
    line = (
        f'<Relationship Id="rIdPlus" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"/></Relationships>'
    )
    return change(source, rb"</Relationships>", line.encode())


def repeat(part: str, pattern: bytes, times: int = 2) -> Damage:
    """Write what `pattern` matches several times over."""
    return change(part, pattern, lambda found: found[0] * times)


def copy_value(part: str, pattern: bytes) -> Damage:
    """Give the second match of a one-group `pattern` the group of the first."""

    def damage(parts: Parts) -> None:
        for name, content in parts.items():
            found = list(re.finditer(pattern, content)) if re.match(part, name) else []
            if len(found) > 1:
                start, end = found[1].span(1)
                parts[name] = content[:start] + found[0][1] + content[end:]
                assert parts[name] != content
                return
        raise NothingToDamageError(f"{part} {pattern!r}")

    return damage


def move(part: str, pattern: bytes, before: bytes) -> Damage:
    """Take what `pattern` matches and put it in front of the text `before`."""

    def damage(parts: Parts) -> None:
        for name, content in parts.items():
            found = re.search(pattern, content, re.DOTALL) if re.match(part, name) else None
            if found and before in content:
                rest = content.replace(found[0], b"", 1)
                parts[name] = rest.replace(before, found[0] + before, 1)
                assert parts[name] != content
                return
        raise NothingToDamageError(f"{part} {pattern!r}")

    return damage


def pack(parts: Parts) -> bytes:
    """The zip of the parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()
