"""The Python that a guide shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (DOCS / name).read_text("utf-8"), flags=re.DOTALL)


def test_the_guide_to_debates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(tmp_path))
    (code,) = blocks("debate.md")
    exec(compile(code, "debate.md", "exec"), {})
    shown = capsys.readouterr().out
    assert shown.startswith("contested")
    assert "only what it is worth is compared" in shown or "has 20" in shown


def test_the_guide_to_evaluations(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(tmp_path))
    (code,) = blocks("evaluation.md")
    exec(compile(code, "evaluation.md", "exec"), {})
    assert capsys.readouterr().out.split() == ["consensus", "255.0"]
