"""Exit codes of the command line: the rule stands here, docs/cli.md tells it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimoot.agents.answer import Answer
    from optimoot.outcome import Outcome


class ExitCode(IntEnum):
    """What a command's end means to a script."""

    SOLVED = 0
    """A solution is shown: no team contradicts it, or it is decided against those that do."""
    FAILED = 1
    """The run itself failed, or something essential is missing (`doctor`)."""
    BAD_INPUT = 2
    """Something given cannot be used: text, file, option, name."""
    NO_SOLUTION = 3
    """The problem as stated is infeasible or unbounded."""
    NEEDS_INPUT = 4
    """Something is missing that only the user can tell, or waits for approval (`--approve`)."""
    UNSOLVED = 5
    """No result to rely on: no team gave one, teams disagree, or a check refutes it."""
    INTERRUPTED = 130
    """Ctrl-C, also where the best solution so far is shown."""
    TERMINATED = 143
    """A request to end (SIGTERM)."""


EPILOG = (
    "Exit codes: 0 solved, 1 run failed, 2 bad input, 3 infeasible or unbounded, 4 needs input, "
    "5 unsolved or contested, 130 interrupted."
)


def of_answer(answer: Answer) -> ExitCode:
    """The exit code that tells an Answer."""
    from optimoot.agents.answer import Verdict
    from optimoot.certificate import Confidence

    if answer.verdict is Verdict.NEEDS_INPUT:
        return ExitCode.NEEDS_INPUT
    refuted = answer.certificate is not None and answer.certificate.confidence is Confidence.REFUTED
    told = answer.verdict.is_decided and not refuted
    if told and answer.questions:
        return ExitCode.NEEDS_INPUT  # it waits for the approval of what was assumed
    return of_outcome(answer.outcome) if told and answer.outcome else ExitCode.UNSOLVED


def of_outcome(outcome: Outcome) -> ExitCode:
    """The exit code that tells an Outcome."""
    from optimoot.outcome import FailureKind, Termination

    if outcome.failure is not None:
        cancelled = outcome.failure.kind is FailureKind.CANCELLED
        return ExitCode.INTERRUPTED if cancelled else ExitCode.UNSOLVED
    if outcome.termination is Termination.INTERRUPTED:
        return ExitCode.INTERRUPTED
    if outcome.termination in (
        Termination.INFEASIBLE,
        Termination.UNBOUNDED,
        Termination.INFEASIBLE_OR_UNBOUNDED,
    ):
        return ExitCode.NO_SOLUTION
    return ExitCode.SOLVED if outcome.has_solution else ExitCode.UNSOLVED
