"""The compound file that holds the streams: MS-CFB version 3, sectors of 512 bytes."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

SECTOR, MINI_SECTOR, MINI_LIMIT = 512, 64, 4096  # bytes
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_HEADER_FAT_SECTORS = 109


@dataclass(eq=False, slots=True)
class Entry:
    """A stream, or a storage when `data` is None."""

    name: str
    data: bytes | None = None
    children: Sequence["Entry"] = ()
    left: int = field(default=NONE, init=False)
    right: int = field(default=NONE, init=False)
    child: int = field(default=NONE, init=False)
    red: bool = field(default=False, init=False)
    start: int = field(default=0, init=False)
    size: int = field(default=0, init=False)

    def walk(self) -> Iterator["Entry"]:
        """This entry and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Sectors:
    """Sectors of one size and the table that chains them."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        self.table: list[int] = []
        self.data = bytearray()

    def add(self, data: bytes) -> int:
        """Append `data` as one chain; give back its first sector."""
        if not data:
            return END
        first, count = len(self.table), -(-len(data) // self.unit)
        self.table += [*range(first + 1, first + count), END]
        self.data += data.ljust(count * self.unit, b"\0")
        return first

    def packed(self) -> bytes:
        """The table as bytes, filled up to a whole sector."""
        raw = struct.pack(f"<{len(self.table)}I", *self.table)
        return raw + b"\xff" * (-len(raw) % SECTOR)


def write(children: Sequence[Entry]) -> bytes:
    """The compound file whose root holds `children`. Raises ValueError over 6.8 MB."""
    root = Entry("Root Entry", None, children)
    entries = list(root.walk())
    _hang(entries)
    big, mini = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.data is not None:
            entry.size = len(entry.data)
            entry.start = (mini if entry.size < MINI_LIMIT else big).add(entry.data)
    root.size, root.start = len(mini.data), big.add(bytes(mini.data))
    mini_table = mini.packed()
    mini_start = big.add(mini_table)
    directory_start = big.add(_directory(entries))
    fat_start, fat_count = _add_fat(big)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(MAGIC, 0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat_count, directory_start, 0, MINI_LIMIT),
        *(mini_start, len(mini_table) // SECTOR, END, 0),
    )
    places = [*range(fat_start, fat_start + fat_count)]
    places += [FREE] * (_HEADER_FAT_SECTORS - fat_count)
    return header + struct.pack(f"<{_HEADER_FAT_SECTORS}I", *places) + bytes(big.data)


def _add_fat(big: _Sectors) -> tuple[int, int]:
    """Append the table of `big` to itself; give back its first sector and its length."""
    per_sector = SECTOR // 4
    count = 1
    while count * per_sector < len(big.table) + count:
        count += 1
    if count > _HEADER_FAT_SECTORS:
        raise ValueError("projet VBA de plus de 6,8 Mo")
    start = len(big.table)
    big.table += [FAT] * count
    big.data += big.packed()
    return start, count


def _hang(entries: Sequence[Entry]) -> None:
    """Link each storage to its children as a balanced red-black tree (MS-CFB 2.6.4)."""
    index = {id(entry): number for number, entry in enumerate(entries)}

    def tree(items: Sequence[Entry], black_levels: int) -> int:
        if not items:
            return NONE
        middle = len(items) // 2
        entry = items[middle]
        entry.red = black_levels <= 0
        entry.left = tree(items[:middle], black_levels - 1)
        entry.right = tree(items[middle + 1 :], black_levels - 1)
        return index[id(entry)]

    for entry in entries:
        in_order = sorted(entry.children, key=lambda child: (len(child.name), child.name.upper()))
        # the levels that are full are black, a last one that is not is red
        entry.child = tree(in_order, (len(in_order) + 1).bit_length() - 1)


def _directory(entries: Sequence[Entry]) -> bytes:
    blank = struct.pack("<68xIII48x", NONE, NONE, NONE)
    raw = b"".join(map(_entry, entries))
    return raw + blank * (-len(entries) % (SECTOR // len(blank)))


def _entry(entry: Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    kind = _STREAM if entry.data is not None else _STORAGE
    if entry.name == "Root Entry":
        kind = _ROOT
    links = (entry.left, entry.right, entry.child)
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name), kind, not entry.red, *links, entry.start, entry.size
    )
