"""One LibreOffice process: started, listening, and ended with everything it started."""

import contextlib
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import psutil

from mplus3_xl.calc import bridge
from mplus3_xl.errors import UserError

START_TIMEOUT = 60.0
"""Seconds; a first start writes the profile and takes 5 on a slow disk."""

END_TIMEOUT = 5.0
"""Seconds left to a process to end by itself before it is killed."""

_PAUSE = 0.05
_OPTIONS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


class Office:
    """A soffice of our own: it shares neither profile nor connection with another."""

    def __init__(
        self,
        process: "subprocess.Popen[bytes]",
        connection: str,
        windowed: bool,
        folder: "tempfile.TemporaryDirectory[str]",
    ) -> None:
        self.process = process
        self.connection = connection
        self.windowed = windowed
        self._folder = folder

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    @property
    def running(self) -> bool:
        """Whether the process is still there."""
        return self.process.poll() is None

    def end(self) -> None:
        """End the process and those it started, whatever state they are in."""
        with contextlib.suppress(psutil.NoSuchProcess):
            family = psutil.Process(self.pid)
            _end([*family.children(recursive=True), family])
        self.process.wait(END_TIMEOUT)
        self._folder.cleanup()


def start(
    windowed: bool = False,
    profile: Path | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
    timeout: float = START_TIMEOUT,
) -> Office:
    """Start a soffice and wait, `timeout` seconds at most, until it listens.

    `profile` is a folder that keeps the person's settings; without it a new one is made for this
    start. `environment` is added to ours. Raises `UserError` when LibreOffice is absent or does
    not answer.
    """
    own = tempfile.TemporaryDirectory(prefix="mplus3-calc-", ignore_cleanup_errors=True)
    profile = profile or Path(own.name)
    connection = f"pipe,name=mplus3{uuid.uuid4().hex}"
    command = [
        str(bridge.program()),
        *_OPTIONS,
        *([] if windowed else ["--headless"]),
        f"-env:UserInstallation={profile.absolute().as_uri()}",
        f"--accept={connection};urp;",
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**_environment(), **environment},
        start_new_session=windowed,  # a window outlives the terminal that opened it
    )
    office = Office(process, connection, windowed, own)
    _wait(office, timeout)
    return office


def _environment() -> dict[str, str]:
    """Ours, without what would mislead the Python inside LibreOffice."""
    return {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}


def _wait(office: Office, timeout: float) -> None:
    absent = bridge.error("connection.NoConnectException")
    limit = time.monotonic() + timeout
    while office.running and time.monotonic() < limit:
        try:
            bridge.connect(office.connection)
        except absent:
            time.sleep(_PAUSE)
        else:
            return
    ended_alone = not office.running
    office.end()
    if ended_alone:
        raise UserError(
            "libreoffice_ended",
            f"LibreOffice s’est arrêté aussitôt lancé (code {office.process.returncode}).",
            "Lancez-le depuis une session qui a un écran, et vérifiez que soffice démarre seul.",
        )
    raise UserError(
        "libreoffice_silent",
        f"LibreOffice ne répond pas après {timeout:g} secondes.",
        "Fermez les fenêtres de LibreOffice restées ouvertes, puis recommencez.",
    )


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        _signal(process, force=False)
    _, alive = psutil.wait_procs(processes, END_TIMEOUT)
    for process in alive:
        _signal(process, force=True)


def _signal(process: psutil.Process, *, force: bool) -> None:
    try:
        process.kill() if force else process.terminate()
    except psutil.NoSuchProcess:
        return
