"""A new solution and the remembered ones of the same problem: they agree, or one of them goes.

A remembered model is held against the new result by solving it with the new figures. Where the two
differ, at least one is wrong, and the better certificate decides; where neither is better, neither
is recalled any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from optimoot.agents.remembering.adapting import Adapted, adapted
from optimoot.agents.remembering.admission import standing_of
from optimoot.formulation import Formulation
from optimoot.memory.records import Solution
from optimoot.outcome import Outcome
from optimoot.problem import Problem

Solve = Callable[[Formulation], Outcome | None]
"""Solves a Formulation of the Problem at hand; None where it cannot be."""

_RELATIVE = 1e-6


@dataclass(frozen=True)
class Demotion:
    """A remembered solution that is no longer to be recalled, and why."""

    id: str
    because: str


@dataclass(frozen=True)
class Settled:
    """What becomes of a new solution and of those that it was held against.

    Attributes:
        refused: Why the new one is not admitted; empty where it is.
        confirmed: Ids of remembered solutions that came to the same result.
    """

    refused: str = ""
    demoted: tuple[Demotion, ...] = ()
    confirmed: tuple[str, ...] = ()


def settle(new: Solution, known: Iterable[Solution], problem: Problem, solve: Solve) -> Settled:
    """Hold a new solution against the remembered ones of the same problem.

    Args:
        new: The solution of the run that ends.
        known: Remembered solutions of problems that are like it.
        problem: The Problem of the run.
        solve: Solves a remembered model with the Problem's data.
    """
    demoted: list[Demotion] = []
    confirmed: list[str] = []
    refused, known_as_well = "", False
    for record in known:
        outcome = _of_remembered(record, problem, solve)
        if outcome is None or record.id == new.id:
            continue
        better = standing_of(new.certificate) - standing_of(record.certificate)
        if _same(new, outcome):
            confirmed.append(record.id)
            known_as_well = known_as_well or better <= 0
            continue
        apart = f"It gives {_told(outcome.objective)} where run {new.provenance.run_id}"
        if better > 0:
            because = f"{apart} gives {_told(new.reached.objective)} with a better certificate."
            demoted.append(Demotion(record.id, because))
        elif better == 0:
            because = f"{apart} gives {_told(new.reached.objective)} with an equal certificate."
            demoted.append(Demotion(record.id, because))
            refused = (
                f"The remembered solution {record.id} gives {_told(outcome.objective)} with an "
                "equal certificate: neither is recalled."
            )
        else:
            refused = (
                f"The remembered solution {record.id} has a better certificate and gives "
                f"{_told(outcome.objective)}."
            )
    if not refused and known_as_well:
        refused = f"It is known already: {confirmed[0]} gives the same."
    return Settled(refused, tuple(demoted), tuple(confirmed))


def _of_remembered(record: Solution, problem: Problem, solve: Solve) -> Outcome | None:
    """What a remembered model makes of the Problem; None where it is a model of another one."""
    if record.formulation is None:
        return None
    found = adapted(record.text, record.formulation, problem)
    return solve(found.formulation) if isinstance(found, Adapted) else None


def _same(new: Solution, outcome: Outcome) -> bool:
    if new.reached.objective is None or outcome.objective is None:
        return new.reached.termination is outcome.termination
    gap = abs(new.reached.objective - outcome.objective)
    return gap <= _RELATIVE * max(1.0, abs(outcome.objective))


def _told(objective: float | None) -> str:
    return "no plan" if objective is None else f"{objective:.8g}"
