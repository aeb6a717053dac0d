"""Every Program of corpus/escape ends for the right reason, and nothing outside has changed."""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from optimoot.outcome import SolutionStatus
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox

CORPUS = sorted((Path(__file__).parent / "corpus" / "escape").glob("*.py"))
CONTAINED = "contained"
"""Said of a Program that gives its result, but whose later acts never happen."""


def header(source: str) -> Mapping[str, str]:
    """The `# name: value` lines that a file of the corpus begins with."""
    return dict(re.findall(r"^# (\w+): ?(.*)$", source, re.MULTILINE))


def limits_of(told: Mapping[str, str]) -> SandboxLimits:
    given = dict(part.split("=") for part in told.get("limits", "").split())
    return SandboxLimits.model_validate({"wall_time": "30", **given})


@pytest.mark.usefixtures("complete")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_refused_for_the_right_reason(path: Path, sandbox: Sandbox, outside: Any) -> None:
    source = path.read_text()
    told = header(source)
    if told.get("only") not in (None, platform.machine()):
        pytest.skip(f"written for {told['only']}")
    before = outside.snapshot()

    program = Program(source=source, data=outside.data)
    outcome = sandbox.run(program, SolveOptions(), limits_of(told))

    if told["expect"] == CONTAINED:
        assert outcome.failure is None
        assert outcome.solution is SolutionStatus.OPTIMAL
        assert outcome.objective == pytest.approx(42)
    else:
        assert outcome.failure is not None
        assert outcome.failure.kind in told["expect"].split(" | ")
        allowed = told.get("protection", "").split(" | ")
        assert any(fnmatchcase(outcome.failure.protection, pattern) for pattern in allowed)
        assert outcome.objective is None
    assert all(outcome.protections.values())
    assert outside.snapshot() == before
    assert not outside.contacted()
    assert outside.bystander.poll() is None
    assert outside.secret not in outcome.model_dump_json()


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60
