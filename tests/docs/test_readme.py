"""What the README shows is what happens: its Python runs, its output is that of the command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ELISION = "…"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["answer"].objective == 528.5
    assert "528.5" in code
    assert names["bundle"].resolve().objective == 528.5


def test_the_output_shown_is_the_output():
    """Lines between elisions stand in the real output, in this order."""
    shown = next(block for block in blocks("console") if block.startswith("$ make solve"))
    done = subprocess.run(
        [sys.executable, "-m", "optimoot.app", "solve", "examples/bakery.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    real = [line.rstrip() for line in done.stdout.splitlines()]
    at = 0
    for line in (line.rstrip() for line in shown.splitlines()[1:]):
        if line.strip() == ELISION:
            continue
        assert line in real[at:], f"the README shows {line!r}, the command does not"
        at = real.index(line, at) + 1


def test_files_that_the_readme_names_exist():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []
