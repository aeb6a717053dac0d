"""Models that are known to be right, solved again with other figures than the text was told with.

A reference comes from an Answer that was right (its Formulation cites the Numbers of the text), or
from the Program of a house problem, where a figure of the text is matched with the one place in the
data that holds the same value.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from optimoot.agents.answer import Answer
from optimoot.benchmarks.house.problems import HouseProblem
from optimoot.benchmarks.scoring import ABSOLUTE, RELATIVE
from optimoot.binding import bind
from optimoot.errors import InputError
from optimoot.formulation import Formulation, Parameter, Variable
from optimoot.outcome import Outcome, Termination
from optimoot.problem import Number, NumberKind, Problem
from optimoot.program import Program
from optimoot.solvers.compile import compile_program
from optimoot.solvers.options import SolveOptions

Run = Callable[[Program, SolveOptions], Outcome]
Result = float | str
"""An optimal objective, or "infeasible" or "unbounded"."""

_OPTIONS: Final = SolveOptions(time_limit=10.0)
_WORDS: Final = {Termination.INFEASIBLE: "infeasible", Termination.UNBOUNDED: "unbounded"}
_CHANGED: Final = frozenset([NumberKind.PLAIN, NumberKind.MONEY, NumberKind.PERCENT])


@dataclass(frozen=True)
class Reference:
    """A Problem with a right model of it.

    Attributes:
        figures: Ids of the Numbers whose change the model can follow.
        solve: The result with other face values; None where it is not known.
        shortened: The possible results where the text is known only up to an offset; None where
            what is left tells no whole problem.
    """

    problem: Problem
    figures: frozenset[str]
    solve: Callable[[Mapping[str, float]], Result | None]
    shortened: Callable[[int], tuple[Result, ...] | None]


def same(one: Result, other: Result) -> bool:
    """Whether two results are the same at the tolerance of scoring."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def result_of(outcome: Outcome) -> Result | None:
    """What an Outcome settles; None where it settles nothing."""
    if outcome.is_conclusive and outcome.has_solution:
        return outcome.objective
    return _WORDS.get(outcome.termination) if outcome.is_conclusive else None


def from_answer(answer: Answer, run: Run) -> Reference | None:
    """The reference in a right Answer; None where it has no formulation that gives it again."""
    formulation, problem = answer.formulation, answer.problem
    if formulation is None or answer.outcome is None:
        return None

    def solve(values: Mapping[str, float], formulation: Formulation = formulation) -> Result | None:
        try:
            data = bind(formulation, problem.tables, numbers=values)
            return result_of(run(compile_program(formulation, data), _OPTIONS))
        except InputError:  # a figure out of every range, a set that a figure was part of
            return None

    stated = {number.id: number.value for number in problem.numbers}
    found, known = solve(stated), result_of(answer.outcome)
    if found is None or known is None or not same(found, known):
        return None

    def shortened(offset: int) -> tuple[Result, ...] | None:
        left = [_left(formulation, problem, offset, whole=whole) for whole in (True, False)]
        results = [known, *(solve(stated, model) for model in left if model is not None)]
        return None if None in left else tuple(r for r in results if r is not None)

    return Reference(problem, _cited(formulation, problem), solve, shortened)


def from_house(house: HouseProblem, problem: Problem, run: Run) -> Reference | None:
    """The reference in a house problem; None where no value is missing and none can be changed."""
    if house.supplied:
        return None
    program = house.programs[0]
    places = dict(_places(problem, program))

    def solve(values: Mapping[str, float]) -> Result | None:
        data = deepcopy(program.data)
        for name, (path, factor) in places.items():
            level: Any = data
            for key in path[:-1]:
                level = level[key]
            level[path[-1]] = values[name] * factor
        return result_of(run(program.model_copy(update={"data": data}), _OPTIONS))

    return Reference(problem, frozenset(places), solve, lambda _offset: None)


def _cited(formulation: Formulation, problem: Problem) -> frozenset[str]:
    """Numbers in digits that the model follows, told once: what is told again would contradict."""
    cited = {n for p in formulation.parameters for entry in p.entries for n in entry.numbers}
    idle = {number.value for number in problem.numbers if number.id not in cited}
    return frozenset(
        number.id
        for number in problem.numbers
        if number.id in cited and number.value not in idle and _in_digits(number)
    )


def _in_digits(number: Number) -> bool:
    return number.kind in _CHANGED and re.search(r"\d", number.text) is not None


def _left(
    formulation: Formulation, problem: Problem, offset: int, *, whole: bool
) -> Formulation | None:
    """The model of the text before `offset`; None where its goal or half of its data is behind.

    A sentence that is cut says nothing (`whole`), or still what its figures say.
    """
    gone = {number.id for number in problem.numbers if number.start >= offset}
    lost: set[str] = set()
    for parameter in formulation.parameters:
        cut = [bool(gone.intersection(entry.numbers)) for entry in parameter.entries]
        if any(cut) and not all(cut):
            return None
        if any(cut):
            lost.add(parameter.name)

    def stands(expression: str, sentence: str) -> bool:
        if lost.intersection(re.findall(r"\w+", expression)):
            return False
        start = problem.text.find(sentence) if sentence else 0
        return start < offset and (not whole or start + len(sentence) <= offset)

    goal = formulation.objective
    if goal is not None and not stands(goal.expression, goal.sentence):
        return None
    constraints = tuple(c for c in formulation.constraints if stands(c.expression, c.sentence))
    return formulation.model_copy(
        update={
            "constraints": constraints,
            "variables": tuple(_unbound(variable, lost) for variable in formulation.variables),
            "parameters": tuple(_known(parameter, lost) for parameter in formulation.parameters),
        }
    )


def _unbound(variable: Variable, lost: set[str]) -> Variable:
    changes: dict[str, float | None] = {}
    if variable.lower in lost:
        changes["lower"] = 0.0
    if variable.upper in lost:
        changes["upper"] = None
    return variable.model_copy(update=changes)


def _known(parameter: Parameter, lost: set[str]) -> Parameter:
    """The parameter itself; a lost one, which nothing names any more, keeps a harmless value."""
    if parameter.name not in lost:
        return parameter
    entries = tuple(entry.model_copy(update={"numbers": ()}) for entry in parameter.entries)
    return parameter.model_copy(update={"entries": entries})


def _places(
    problem: Problem, program: Program
) -> Iterator[tuple[str, tuple[tuple[str | int, ...], float]]]:
    """For Numbers with a value that text and data hold once: where in the data, and its factor."""
    leaves = list(_leaves(program.data))
    held = Counter(value for _, value in leaves)
    told = Counter(number.value for number in problem.numbers)
    written = set(map(float, re.findall(r"\d+(?:\.\d+)?", program.source)))
    for number in problem.numbers:
        if told[number.value] > 1 or not _in_digits(number):
            continue
        factors = (1.0, 0.01) if number.kind is NumberKind.PERCENT else (1.0,)
        for factor in factors:
            value = round(number.value * factor, 12)
            if held[value] == 1 and not written & {value, number.value}:
                yield number.id, (next(path for path, v in leaves if v == value), factor)
                break


def _leaves(
    data: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], float]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _leaves(value, (*path, place))
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield path, float(data)
