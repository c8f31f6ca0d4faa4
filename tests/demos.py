"""The demo of 23/11/2026, made once a process and copied: making it takes seconds."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.demo import make_demo
from mplus3_xl.workbook import NAME
from mplus3_xl.workbook_versions import note_versions


def demo_in(folder: Path) -> Path:
    """Put the demo into `folder`, as `make_demo` would have made it there."""
    shutil.copytree(_made().name, folder, dirs_exist_ok=True)
    note_versions(open_workspace(folder, None, None), folder / NAME)
    return folder


@cache
def _made() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="demo-mplus3-")
    make_demo(Path(folder.name), None, lambda _: None)
    return folder
