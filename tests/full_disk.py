"""A disk that is full: no file grows beyond a size, as the system itself refuses it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
