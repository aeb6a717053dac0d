"""Every Program of corpus/legitimate runs to its objective, with nothing refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from optimoot.outcome import SolutionStatus
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox import Sandbox

CORPUS = sorted((Path(__file__).parent / "corpus" / "legitimate").glob("*.py"))
ANY = "*"


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_runs_to_its_objective(path: Path, sandbox: Sandbox) -> None:
    source = path.read_text()
    told = dict(re.findall(r"^# (\w+): ?(.*)$", source, re.MULTILINE))
    program = Program(source=source, data=json.loads(told.get("data", "{}")))

    outcome = sandbox.run(program, SolveOptions(time_limit=20), SandboxLimits())

    assert outcome.failure is None
    assert outcome.solution is SolutionStatus.OPTIMAL
    if told["objective"] != ANY:
        assert outcome.objective == pytest.approx(float(told["objective"]), abs=1e-5)


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 30
