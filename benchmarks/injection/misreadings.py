"""Errors of reading: the Formulation is wrong, and everything after it is right."""

from __future__ import annotations

from typing import Any

from optimoot.benchmarks.injection.solved import Inject, Solved, as_a_team
from optimoot.errors import InputError
from optimoot.formulation import Constraint, Domain, Entry, Formulation, Parameter, Sense
from optimoot.solvers.checks import CheckContext, same_result


def _misread(solved: Solved, **changes: Any) -> CheckContext | None:
    wrong = solved.formulation.model_copy(update=changes)
    try:
        context = as_a_team(solved.made, wrong, solved.solve)
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


MISREADINGS: tuple[Inject, ...] = (
    wrong_value,
    invented_value,
    invented_factor,
    figure_of_another,
    swapped_values,
    swapped_readings,
    lost_constraint,
    lost_constraint_of_known_data,
    turned_constraint,
    turned_goal,
    wrong_domain,
    swapped_limits,
    limit_times_itself,
    doubled_goal,
)
