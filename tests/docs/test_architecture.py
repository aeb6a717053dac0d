"""The list of modules in docs/architecture.md is the list of modules."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_module_list_is_up_to_date():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "module_list.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
