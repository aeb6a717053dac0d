"""The Python that a guide shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_scores import evaluation, item, record
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.scoring.disputes import read_disputes
from optimoot.benchmarks.scoring.rules.registry import RULES
from optimoot.benchmarks.synthesis.archetypes.registry import ARCHETYPES

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


def test_the_guide_to_synthesis(capsys: pytest.CaptureFixture[str]) -> None:
    text = (DOCS / "synthesis.md").read_text("utf-8")
    (code,) = blocks("synthesis.md")
    exec(compile(code, "synthesis.md", "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    assert shown[-1].startswith("constraint: ")
    assert "| ---" in "".join(shown)
    assert all(name in text for name in ARCHETYPES)
    assert all(f"`{name}`" in text for name in ("steps", "checks", "program", "formulation"))


def test_the_guide_to_scoring(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evaluations").mkdir()
    its_item = item(100.0, "a", family="mixing")
    evaluation(tmp_path / "evaluations" / "trial", [its_item], [record(100.0, "a")])
    (code,) = blocks("scoring.md")
    exec(compile(code, "scoring.md", "exec"), {})
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("1 of 1, 100.0 %")
    assert shown[1].startswith("mixing 1 of 1")


def test_the_guide_to_scoring_names_every_rule_and_command() -> None:
    text = (DOCS / "scoring.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in RULES)
    for line in re.findall(r"^optimoot bench .*", text, flags=re.MULTILINE):
        _, _, command, *rest = line.partition(" #")[0].split()
        options = [word for word in rest if word.startswith("--")]
        shown = CliRunner().invoke(app, [command, "--help"], terminal_width=200).output
        assert all(option in shown for option in options), line


def test_the_disputes_that_are_known_are_told_with_their_reason() -> None:
    known = read_disputes(DOCS / "label-disputes.toml")
    page = (DOCS / "label-disputes.md").read_text("utf-8")
    assert len({dispute.id for dispute in known}) == len(known) > 20
    for dispute in known:
        name, _, number = dispute.id.rpartition("-")
        assert name in page
        assert dispute.reason
        assert number in page or "portfolio (16 items)" in page
