"""What the repository keeps can be fetched by every seat."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_windows_can_hold_every_path_of_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    paths = listed.stdout.rstrip("\0").split("\0")

    assert "README.md" in paths
    assert [path for path in paths if re.search(r'[<>:"|?*\\]|[ .](?:/|$)', path)] == []
