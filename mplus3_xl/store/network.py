"""Whether a path is on another machine's disk, as the system tells; asked at each click.

Windows says it of a drive, Linux in the list of what is mounted: psutil, which knows every
system, takes 10 ms to load, and serves only the others.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from mplus3_xl.errors import UserError

MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs"}
_NETWORK_TYPES |= {"fuse.sshfs", "fuse.davfs", "fuse.rclone", "ncpfs"}
_REMOTE = 4
"""What Windows answers of a network drive (DRIVE_REMOTE)."""


def refuse_network_path(path: str) -> None:
    """Refuse a SQLite file on a network drive: its locks do not hold there, data gets lost.

    Raises UserError.
    """
    if path not in ("", ":memory:") and is_on_network(path):
        raise UserError(
            "base_reseau",
            f"La base « {path} » est sur un dossier réseau : SQLite y perd des données, car ses "
            "verrous n’y tiennent pas.",
            "Mettez le dossier sur ce poste (option --espace), ou partagez une base PostgreSQL "
            "(option --base).",
        )


def is_on_network(path: str) -> bool:
    """Say whether the file at `path`, made or not, is on a network drive."""
    if path.startswith(("\\\\", "//")):
        return True
    file = Path(path)
    if sys.platform == "win32":  # a letter may lead to a share, and `resolve` may tell
        return _is_remote(file.absolute().drive) or _is_remote(file.resolve().drive)
    else:  # noqa: RET505 - the type check reads the branch of its own platform
        return file_system_of(file.resolve(), mounted()).lower() in _NETWORK_TYPES


def file_system_of(place: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the file system of what is mounted closest above `place`; empty if nothing is.

    `mounts` are the folders where something is mounted, each with its file system; of two on one
    folder, the later hides the other.
    """
    above = {str(place), *map(str, place.parents)}
    found = [mount for mount in mounts if mount[0] in above]
    return max(reversed(found), key=lambda mount: len(mount[0]), default=("", ""))[1]


if sys.platform == "linux":

    def mounted() -> Iterator[tuple[str, str]]:
        """Read where something is mounted, and its file system."""
        for line in MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            _, folder, kind, *_ = line.split(" ")
            yield re.sub(r"\\([0-7]{3})", _spelt, folder), kind

    def _spelt(code: re.Match[str]) -> str:
        """Return the character that the list spells in octal, such as a space."""
        return chr(int(code[1], 8))

elif sys.platform == "win32":

    def _is_remote(drive: str) -> bool:
        """Say whether a drive, or the share that a path begins with, is on another machine."""
        import ctypes

        if drive.startswith("\\\\") and not drive.startswith("\\\\?"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE)

else:

    def mounted() -> Iterator[tuple[str, str]]:
        """Read where something is mounted, and its file system."""
        import psutil

        yield from ((each.mountpoint, each.fstype) for each in psutil.disk_partitions(all=True))
