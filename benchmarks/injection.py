"""What the certificate notices: errors are put into right models, and what it says is counted.

    python -m optimoot.benchmarks.injection --models 105

An error counts only where it changes the result (or is a tampered claim): a mistake that leads to
the same plan and objective misleads nobody.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from optimoot.agents.trial import other_solver
from optimoot.benchmarks.made_models import MadeModel, made_models
from optimoot.binding import bind
from optimoot.certificate import Certificate, Confidence
from optimoot.errors import InputError
from optimoot.formulation import Constraint, Domain, Entry, Formulation, Parameter, Sense
from optimoot.outcome import Outcome, SolutionStatus, Termination
from optimoot.program import Origin, Program
from optimoot.solvers.checks import CheckContext, certify, same_result
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions

Solve = Callable[[Program, SolveOptions], Outcome]
SURE = (Confidence.VERIFIED, Confidence.CHECKED)


@dataclass(frozen=True)
class Solved:
    """A right model with its results.

    Attributes:
        context: What the certificate looks at.
        solve: Runs a Program.
        chance: Where errors are put.
    """

    made: MadeModel
    context: CheckContext
    solve: Solve
    chance: random.Random

    @property
    def formulation(self) -> Formulation:
        """The right Formulation."""
        return self.made.formulation


Inject = Callable[[Solved], CheckContext | None]
"""Puts one error in; None where the model offers no place for it."""


def solved_model(made: MadeModel, solve: Solve, chance: random.Random) -> Solved:
    """The right model, solved as a team would."""
    context = _as_a_team(made, made.formulation, solve)
    return Solved(made, context, solve, chance)


def _as_a_team(made: MadeModel, formulation: Formulation, solve: Solve) -> CheckContext:
    """A Formulation taken through compiling, solving and the second solver.

    Raises:
        InputError: It cannot be bound or compiled.
    """
    program = compile_program(formulation, bind(formulation))
    outcome = solve(program, SolveOptions())
    other = other_solver(outcome)
    again = solve(program, SolveOptions(solver=other, duals=False)) if other else None
    return CheckContext(
        program=program,
        outcome=outcome,
        problem=made.problem,
        formulation=formulation,
        again=again,
    )


# Misreadings: the Formulation is wrong, and everything after it is right


def _misread(solved: Solved, **changes: Any) -> CheckContext | None:
    wrong = solved.formulation.model_copy(update=changes)
    try:
        context = _as_a_team(solved.made, wrong, solved.solve)
    except InputError:
        return None
    return None if same_result(solved.context.outcome, context.outcome) else context


def _with_entry(
    formulation: Formulation, name: str, place: int, entry: Entry
) -> tuple[Parameter, ...]:
    def changed(parameter: Parameter) -> Parameter:
        entries = list(parameter.entries)
        entries[place] = entry
        return parameter.model_copy(update={"entries": tuple(entries)})

    return tuple(changed(p) if p.name == name else p for p in formulation.parameters)


def _one_entry(solved: Solved) -> tuple[Parameter, int, Entry]:
    parameter = solved.chance.choice(solved.formulation.parameters)
    place = solved.chance.randrange(len(parameter.entries))
    return parameter, place, parameter.entries[place]


def wrong_value(solved: Solved) -> CheckContext | None:
    """A value is not what its citation says."""
    parameter, place, entry = _one_entry(solved)
    wrong = entry.model_copy(
        update={"value": entry.value * solved.chance.choice((0.5, 1.1, 2, 10))}
    )
    return _misread(
        solved, parameters=_with_entry(solved.formulation, parameter.name, place, wrong)
    )


def invented_value(solved: Solved) -> CheckContext | None:
    """A value is invented and cites nothing."""
    parameter, place, entry = _one_entry(solved)
    wrong = Entry(index=entry.index, value=entry.value * 1.5)
    return _misread(
        solved, parameters=_with_entry(solved.formulation, parameter.name, place, wrong)
    )


def invented_factor(solved: Solved) -> CheckContext | None:
    """A factor that the text does not speak of bends a value."""
    parameter, place, entry = _one_entry(solved)
    factor = solved.chance.choice((1.25, 2.0, 7.0, 0.1))
    wrong = entry.model_copy(
        update={"value": entry.value * factor, "factor": entry.factor * factor}
    )
    return _misread(
        solved, parameters=_with_entry(solved.formulation, parameter.name, place, wrong)
    )


def figure_of_another(solved: Solved) -> CheckContext | None:
    """A value cites, and takes, the figure of another one."""
    parameter, place, entry = _one_entry(solved)
    numbers = [n for n in solved.made.problem.numbers if n.id not in entry.numbers]
    other = solved.chance.choice(numbers)
    wrong = entry.model_copy(update={"value": other.value * entry.factor, "numbers": (other.id,)})
    return _misread(
        solved, parameters=_with_entry(solved.formulation, parameter.name, place, wrong)
    )


def _two_entries(solved: Solved) -> tuple[Parameter, int, int] | None:
    wide = [p for p in solved.formulation.parameters if len(p.entries) > 1]
    if not wide:
        return None
    parameter = solved.chance.choice(wide)
    one, two = solved.chance.sample(range(len(parameter.entries)), 2)
    return parameter, one, two


def swapped_values(solved: Solved) -> CheckContext | None:
    """Two values of a parameter change places, their citations stay."""
    return _swapped(solved, "value")


def swapped_readings(solved: Solved) -> CheckContext | None:
    """Two values change places together with what they cite: a consistent misreading."""
    return _swapped(solved, "value", "numbers")


def _swapped(solved: Solved, *names: str) -> CheckContext | None:
    found = _two_entries(solved)
    if found is None:
        return None
    parameter, one, two = found
    first, second = parameter.entries[one], parameter.entries[two]
    model = solved.formulation
    for place, entry, other in ((one, first, second), (two, second, first)):
        taken = entry.model_copy(update={name: getattr(other, name) for name in names})
        changed = _with_entry(model, parameter.name, place, taken)
        model = model.model_copy(update={"parameters": changed})
    return _misread(solved, parameters=model.parameters)


def lost_constraint(solved: Solved) -> CheckContext | None:
    """A constraint is lost, and what only it used as well."""
    kept, name = _without_one(solved)
    texts = " ".join(c.expression for c in kept)
    if solved.formulation.objective is not None:
        texts += solved.formulation.objective.expression
    used = tuple(p for p in solved.formulation.parameters if p.name in texts)
    return _misread(solved, constraints=kept, parameters=used) if name else None


def lost_constraint_of_known_data(solved: Solved) -> CheckContext | None:
    """A constraint is lost, its parameters stay declared."""
    kept, name = _without_one(solved)
    return _misread(solved, constraints=kept) if name else None


def _without_one(solved: Solved) -> tuple[tuple[Constraint, ...], str]:
    lost = solved.chance.choice(solved.formulation.constraints)
    kept = tuple(c for c in solved.formulation.constraints if c is not lost)
    return kept, lost.name


def turned_constraint(solved: Solved) -> CheckContext | None:
    """At most becomes at least, or the other way round."""
    turnable = [c for c in solved.formulation.constraints if "==" not in c.expression]
    if not turnable:
        return None
    turned = solved.chance.choice(turnable)
    expression = turned.expression.replace("<=", "≥").replace(">=", "<=").replace("≥", ">=")
    other = turned.model_copy(update={"expression": expression})
    constraints = tuple(other if c is turned else c for c in solved.formulation.constraints)
    return _misread(solved, constraints=constraints)


def turned_goal(solved: Solved) -> CheckContext | None:
    """Maximize becomes minimize, or the other way round."""
    goal = solved.formulation.objective
    if goal is None:
        return None
    other = Sense.MINIMIZE if goal.sense is Sense.MAXIMIZE else Sense.MAXIMIZE
    return _misread(solved, objective=goal.model_copy(update={"sense": other}))


def wrong_domain(solved: Solved) -> CheckContext | None:
    """Whole things may be divided, or what can be divided may not."""
    variables = tuple(
        v.model_copy(
            update={
                "domain": Domain.INTEGER if v.domain is Domain.CONTINUOUS else Domain.CONTINUOUS,
                "upper": 1.0 if v.domain is Domain.BINARY else v.upper,
            }
        )
        for v in solved.formulation.variables
    )
    return _misread(solved, variables=variables)


def swapped_limits(solved: Solved) -> CheckContext | None:
    """Two constraints change their limits, their quotations stay."""
    found = [c for c in solved.formulation.constraints if _limit_of(solved, c)]
    if len(found) < 2:
        return None
    one, other = solved.chance.sample(found, 2)
    names = _limit_of(solved, one), _limit_of(solved, other)
    changed = {
        one.name: one.model_copy(
            update={"expression": one.expression.replace(f"= {names[0]}", f"= {names[1]}")}
        ),
        other.name: other.model_copy(
            update={"expression": other.expression.replace(f"= {names[1]}", f"= {names[0]}")}
        ),
    }
    kept = tuple(changed.get(c.name, c) for c in solved.formulation.constraints)
    return _misread(solved, constraints=kept)


def limit_times_itself(solved: Solved) -> CheckContext | None:
    """A limit is multiplied by itself."""
    found = [c for c in solved.formulation.constraints if _limit_of(solved, c)]
    if not found:
        return None
    chosen = solved.chance.choice(found)
    limit = _limit_of(solved, chosen)
    longer = chosen.expression.replace(f"= {limit}", f"= {limit} * {limit}")
    other = chosen.model_copy(update={"expression": longer})
    kept = tuple(other if c is chosen else c for c in solved.formulation.constraints)
    return _misread(solved, constraints=kept)


def _limit_of(solved: Solved, constraint: Constraint) -> str:
    """The single parameter that ends a constraint; empty if none does."""
    name = constraint.expression.rpartition("= ")[2]
    scalars = {p.name for p in solved.formulation.parameters if not p.index}
    return name if name in scalars else ""


def doubled_goal(solved: Solved) -> CheckContext | None:
    """The goal is multiplied by two."""
    goal = solved.formulation.objective
    if goal is None:
        return None
    doubled = goal.model_copy(update={"expression": f"2 * ({goal.expression})"})
    return _misread(solved, objective=doubled)


# Programs and data that are not the Formulation's


def edited_program(solved: Solved) -> CheckContext | None:
    """A compiled Program is changed, and solved as it then is."""
    program = _tightened(solved)
    if program is None:
        return None
    outcome = solved.solve(program, SolveOptions())
    if same_result(outcome, solved.context.outcome):
        return None
    return replace(solved.context, program=program, outcome=outcome)


def edited_data(solved: Solved) -> CheckContext | None:
    """A compiled Program is run on other data."""
    data = dict(solved.context.program.data)
    numbers = [name for name, value in data.items() if isinstance(value, float | int)]
    if not numbers:
        return None
    name = solved.chance.choice(numbers)
    program = solved.context.program.model_copy(update={"data": data | {name: data[name] * 1.2}})
    outcome = solved.solve(program, SolveOptions())
    if same_result(outcome, solved.context.outcome):
        return None
    return replace(solved.context, program=program, outcome=outcome, again=None)


def tighter_coder_alone(solved: Solved) -> CheckContext | None:
    """A coder's Program forbids more than the Formulation, and nothing else was solved."""
    context = edited_program(solved)
    if context is None:
        return None
    program = context.program.model_copy(update={"origin": Origin.CODER})
    return replace(context, program=program, again=None)


def tighter_coder_beside(solved: Solved) -> CheckContext | None:
    """A coder's Program forbids more than the Formulation, which was compiled and solved too."""
    context = tighter_coder_alone(solved)
    return replace(context, second=solved.context.outcome) if context is not None else None


def _tightened(solved: Solved) -> Program | None:
    """The compiled Program with a smaller domain for the first variable that the plan uses."""
    used = next((v for v in solved.context.outcome.variables if (v.value or 0.0) > 0.5), None)
    if used is None or used.value is None:
        return None
    index = f"[{', '.join(map(repr, used.index))}]" if used.index else ""
    line = f"model.{used.name}{index}.setub({used.value / 2!r})\n    return model"
    head, found, tail = solved.context.program.source.rpartition("return model")
    if not found:
        return None
    return solved.context.program.model_copy(update={"source": f"{head}{line}{tail}"})


# Claims that are not what the solver found


def _claim(solved: Solved, **changes: Any) -> CheckContext:
    outcome = solved.context.outcome.model_copy(update=changes)
    other = other_solver(outcome)
    return replace(solved.context, outcome=outcome, again=solved.context.again if other else None)


def wrong_objective(solved: Solved) -> CheckContext | None:
    """The objective is 1 % off."""
    value = solved.context.outcome.objective or 1.0
    return _claim(solved, objective=value * 1.01, bound=value * 1.01)


def worse_plan_called_optimal(solved: Solved) -> CheckContext | None:
    """A plan that satisfies everything is called optimal and is not."""
    goal = solved.formulation.objective
    if goal is None:
        return None
    other = Sense.MINIMIZE if goal.sense is Sense.MAXIMIZE else Sense.MAXIMIZE
    turned = solved.formulation.model_copy(
        update={"objective": goal.model_copy(update={"sense": other})}
    )
    worse = solved.solve(compile_program(turned, bind(turned)), SolveOptions())
    if not worse.has_solution or worse.objective == solved.context.outcome.objective:
        return None
    return _claim(
        solved, objective=worse.objective, bound=worse.objective, variables=worse.variables
    )


def plan_beyond_a_limit(solved: Solved) -> CheckContext | None:
    """Every decision is 1 % larger than the plan's, and the objective fits."""
    values = solved.context.outcome.variables
    larger = tuple(v.model_copy(update={"value": (v.value or 0.0) * 1.01 + 0.01}) for v in values)
    changed = solved.context.outcome.model_copy(update={"variables": larger})
    own = replace(solved.context, outcome=changed).evaluation
    if own is None or own.is_feasible(5e-6):
        return None
    return _claim(solved, variables=larger, objective=own.objective, bound=own.objective)


def value_twice(solved: Solved) -> CheckContext | None:
    """A decision has two values."""
    values = solved.context.outcome.variables
    return _claim(solved, variables=(*values, values[0]))


def value_too_many(solved: Solved) -> CheckContext | None:
    """A value is there for what nobody decides."""
    values = solved.context.outcome.variables
    return _claim(solved, variables=(*values, values[0].model_copy(update={"name": "bonus"})))


def _no_plan(solved: Solved, termination: Termination) -> CheckContext:
    return _claim(
        solved, termination=termination, solution=SolutionStatus.NONE, objective=None, bound=None,
        gap=None, variables=(), constraints=(),
    )  # fmt: skip


def called_infeasible(solved: Solved) -> CheckContext | None:
    """A model with a plan is called infeasible."""
    return _no_plan(solved, Termination.INFEASIBLE)


def called_unbounded(solved: Solved) -> CheckContext | None:
    """A model with an optimum is called unbounded."""
    return _no_plan(solved, Termination.UNBOUNDED)


def stopped_early(solved: Solved) -> CheckContext | None:
    """The time was over, and the gap is wide or unknown."""
    value = solved.context.outcome.objective or 1.0
    bound = solved.chance.choice((None, value * 3, value * 1.02))
    return _claim(
        solved, termination=Termination.TIME_LIMIT, solution=SolutionStatus.FEASIBLE, bound=bound
    )


ERRORS: tuple[Inject, ...] = (
    wrong_value, invented_value, invented_factor, figure_of_another, swapped_values,
    swapped_readings, lost_constraint, lost_constraint_of_known_data, turned_constraint,
    turned_goal, wrong_domain, swapped_limits, limit_times_itself, doubled_goal,
    edited_program, edited_data, tighter_coder_alone, tighter_coder_beside,
    wrong_objective, worse_plan_called_optimal, plan_beyond_a_limit, value_twice, value_too_many,
    called_infeasible, called_unbounded, stopped_early,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One class of error: how often it was put in, and what the certificate made of it."""

    name: str
    meaning: str
    cases: int
    refuted: int
    doubtful: int
    warned: int
    unnoticed: int

    @property
    def sure(self) -> int:
        """How many wrong results were given as `checked` or `verified`."""
        return self.warned + self.unnoticed


def measure(count: int, solve: Solve, seed: int = 0) -> Iterator[Row]:
    """The certificates of right models first, then of every class of error.

    Args:
        count: Right models.
        solve: Runs a Program.
        seed: Of the models and of where errors are put.
    """
    models = [
        solved_model(made, solve, random.Random(f"{seed} {place}"))  # noqa: S311 - not secret
        for place, made in enumerate(made_models(count, seed))
    ]
    yield _row("right", "Nothing is wrong.", [certify(m.context) for m in models])
    for inject in ERRORS:
        contexts = [context for model in models if (context := inject(model)) is not None]
        meaning = (inject.__doc__ or "").splitlines()[0]
        yield _row(inject.__name__, meaning, [certify(context) for context in contexts])


def _row(name: str, meaning: str, certificates: list[Certificate]) -> Row:
    def count(*kinds: Confidence) -> int:
        return sum(c.confidence in kinds for c in certificates)

    told = sum(c.confidence in SURE and "look at" in c.because for c in certificates)
    return Row(
        name=name,
        meaning=meaning,
        cases=len(certificates),
        refuted=count(Confidence.REFUTED),
        doubtful=count(Confidence.DOUBTFUL),
        warned=told,
        unnoticed=count(*SURE) - told,
    )


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| error | cases | refuted | doubtful | `checked` with a warning | `checked` |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {r.name.replace('_', ' ')}: {r.meaning.rstrip('.').lower()} | {r.cases} | {r.refuted} "
        f"| {r.doubtful} | {r.warned} | {r.unnoticed} |"
        for r in rows
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    from optimoot.solvers.sandbox import shared_sandbox

    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--models", type=int, default=105, help="right models to start from")
    reader.add_argument("--seed", type=int, default=0)
    asked = reader.parse_args()
    sandbox = shared_sandbox()
    rows = list(measure(asked.models, lambda p, o: sandbox.run(p, o), asked.seed))
    print(table(rows))


if __name__ == "__main__":
    main()
