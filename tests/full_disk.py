"""A disk that is full: no file grows beyond a size, as the system itself refuses it."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


def no_room(*_: object) -> NoReturn:
    """Say what the system says of a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def full_beyond(most: int) -> Iterator[None]:
    """Have every file of this process refused beyond `most` bytes, within the block."""
    assert sys.platform != "win32"
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
