"""Draws docs/images/solve.svg: what a terminal shows of `optimoot solve examples/bakery.txt`.

python docs/picture.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "solve.svg"
COLUMNS = 100


def shown() -> str:
    """What the command writes to a terminal, with its colours; folders made anonymous."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "optimoot.app", "solve", "examples/bakery.txt"],
            cwd=ROOT,
            env={
                **os.environ,
                "FORCE_COLOR": "1",
                "COLUMNS": str(COLUMNS),
                "TERM": "xterm-256color",
                "OPTIMOOT_DATA_FOLDER": folder,
            },
            capture_output=True,
            text=True,
            check=True,
        )
    return re.sub(r"\nRun .*", "", done.stdout, flags=re.DOTALL)


def main() -> None:
    """Draw the picture."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text("$ optimoot solve examples/bakery.txt", style="bold"))
    console.print(Text.from_ansi(shown()))
    PICTURE.write_text(console.export_svg(title="OptiMoot"), encoding="utf-8")


if __name__ == "__main__":
    main()
