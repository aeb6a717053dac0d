"""How two candidates differ, in lines: their models read once each in the sandbox."""

from __future__ import annotations

from collections.abc import Iterator

from optimoot.agents.comparison.differences import Difference, Side, differences
from optimoot.agents.comparison.fingerprint import fingerprint
from optimoot.agents.comparison.wording import Wording, figure
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import asked_of_sandbox
from optimoot.coefficients import Coefficients
from optimoot.errors import OptimootError, RunError
from optimoot.settings import Settings
from optimoot.solvers.checks.context import plan_of
from optimoot.solvers.sandbox import shared_sandbox

_SAME = 1e-6
_SHOWN = 4


class Contrasts:
    """Works out differences, and remembers the coefficients of the models that it has read."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings, self._ledger = settings, ledger
        self._read: dict[str, Coefficients | None] = {}

    def differences(self, first: Candidate, second: Candidate) -> tuple[Difference, ...] | None:
        """The differences of two candidates' models; None where one cannot be read."""
        if first.without_model or second.without_model:
            return None
        one, other = self.coefficients(first), self.coefficients(second)
        if one is None or other is None:
            return None
        return differences(
            Side(one, Wording(one, first.formulation)),
            Side(other, Wording(other, second.formulation)),
        )

    def between(self, first: Candidate, second: Candidate) -> tuple[str, ...]:
        """The differences, one line each."""
        if first.without_model or second.without_model:
            return (*_of_plans(first, second), *_in_the_model(first, second))
        found = self.differences(first, second)
        if found is None:
            return ("The models are too large, or do not build: only their results are compared.",)
        names = f"`{first.team}`", f"`{second.team}`"
        lines = tuple(one.told(*names) for one in found)
        return lines or ("The models have the same coefficients.",)

    def same_model(self, first: Candidate, second: Candidate) -> bool:
        """Whether the models are one but for names, order and scale."""
        one, other = self.coefficients(first), self.coefficients(second)
        if one is None or other is None:
            return False
        mark = fingerprint(one)
        return bool(mark) and mark == fingerprint(other)

    def coefficients(self, candidate: Candidate) -> Coefficients | None:
        """The coefficients of a candidate's model; None where it is too large or builds none."""
        program = candidate.program
        key = program.model_dump_json()
        if key not in self._read:
            options, limits = asked_of_sandbox(self._settings, self._ledger)
            try:
                self._read[key] = shared_sandbox().coefficients(program, options, limits)
            except RunError:
                self._read[key] = None
        return self._read[key]


def _of_plans(first: Candidate, second: Candidate) -> tuple[str, ...]:
    """How two plans differ, one of which came without a model: in what has one name in both."""
    ours, theirs = _by_name(first), _by_name(second)
    lines = [
        f"`{name}`: `{first.team}` has {figure(ours[name])}, "
        f"`{second.team}` has {figure(theirs[name])}."
        for name in ours
        if name in theirs and abs(ours[name] - theirs[name]) > _SAME * max(1.0, abs(ours[name]))
    ]
    if lines:
        return tuple(lines)
    who = first.team if first.without_model else second.team
    return (f"`{who}` is a plan without a model: only what it is worth is compared.",)


def _in_the_model(first: Candidate, second: Candidate) -> Iterator[str]:
    """What a plan without a model is by the other's model, where that has all its decisions."""
    plan, modelled = (first, second) if first.without_model else (second, first)
    if modelled.formulation is None or not plan.outcome.variables:
        return
    from optimoot.evaluation import evaluate

    names = {variable.name for variable in modelled.formulation.variables}
    stated = plan_of(plan.outcome)
    if set(stated) != names:
        return
    try:
        found = evaluate(modelled.formulation, modelled.program.data, stated)
    except OptimootError:  # too large to be evaluated by hand
        return
    told = f"By the model of `{modelled.team}` the plan of `{plan.team}`"
    broken = [f"`{one.name}`" for one in found.constraints if one.relative_violation > _SAME]
    if broken:
        yield f"{told} breaks {', '.join(dict.fromkeys(broken[:_SHOWN]))}."
    said = plan.outcome.objective
    if found.objective is None or said is None:
        return
    if abs(found.objective - said) > _SAME * max(1.0, abs(said)):
        yield f"{told} is worth {figure(found.objective)}, not {figure(said)}."


def _by_name(candidate: Candidate) -> dict[str, float]:
    return {
        f"{v.name}[{', '.join(map(str, v.index))}]" if v.index else v.name: v.value
        for v in candidate.outcome.variables
        if v.value is not None
    }
