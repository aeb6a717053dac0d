"""Evaluates a Formulation at a point in plain arithmetic, without Pyomo and without a solver."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, product
from typing import Any

from optimoot.arithmetic import ArithmeticCompiler, Compute, Frame
from optimoot.bound import MissingEntryError, Place, Values, read_data
from optimoot.effort import MAX_EFFORT, EffortError, effort
from optimoot.errors import InputError
from optimoot.expression import parse, parse_loops
from optimoot.formulation import Constraint, Domain, Formulation, Scalar, Variable
from optimoot.magnitude import magnitude
from optimoot.soundness import OBJECTIVE, require_sound
from optimoot.symbols import Symbols, parts
from optimoot.syntax import Comparison, Relation

Index = tuple[Scalar, ...]
Point = Mapping[str, Mapping[Index, float | None]]
"""Values by variable name and subscript; a scalar variable has the subscript `()`."""


@dataclass(frozen=True, slots=True)
class ConstraintEvaluation:
    """One comparison at one index. A chain `low <= body <= high` gives two of them.

    Attributes:
        violation: By how much it fails, 0 where it holds, in the unit of both sides.
        scale: The size that a violation counts against where both sides are smaller: the size of
            the terms, each variable taken for no less than the plan's unit, but at most 1.
    """

    name: str
    index: Index
    left: float
    relation: Relation
    right: float
    violation: float
    scale: float = 1.0

    @property
    def relative_violation(self) -> float:
        """The violation over the larger side's size, but never over less than `scale`."""
        return _relative(self.violation, max(self.scale, abs(self.left), abs(self.right)))


@dataclass(frozen=True, slots=True)
class BoundViolation:
    """A value outside of its variable's bounds.

    Attributes:
        scale: The plan's unit, against which a violation of a smaller bound counts.
    """

    name: str
    index: Index
    value: float
    bound: float
    violation: float
    scale: float = 1.0

    @property
    def relative_violation(self) -> float:
        """The violation over the bound's size, but never over less than `scale`."""
        return _relative(self.violation, max(self.scale, abs(self.bound)))


@dataclass(frozen=True, slots=True)
class IntegralityViolation:
    """A value of an integer or binary variable that is `distance` from a whole number."""

    name: str
    index: Index
    value: float
    distance: float


class FailureReason(StrEnum):
    """Why something has no value."""

    MISSING = "missing"
    """A subscript names no entry, whatever the point."""
    NO_POINT = "no_point"
    """The point has no usable value for a variable."""
    ARITHMETIC = "arithmetic"
    """Dividing by zero, the root of a negative number, a result too large to hold."""


@dataclass(frozen=True, slots=True)
class EvaluationFailure:
    """An element that has no value at this point, and why."""

    element: str
    index: Index
    message: str
    reason: FailureReason = FailureReason.ARITHMETIC

    def __str__(self) -> str:
        place = f"[{', '.join(map(str, self.index))}]" if self.index else ""
        return f"{self.element}{place}: {self.message}"


@dataclass(frozen=True)
class Evaluation:
    """What a point amounts to.

    Attributes:
        objective: Value of the objective; None where there is none or it has no value.
        constraints: Every comparison at every index.
        bounds: Values outside of their bounds, however little.
        integrality: Values off whole numbers by more than 1e-9.
        failures: What could not be evaluated; a point with failures proves nothing.
        objective_scale: The size of the objective's terms, each variable taken for no less than
            the plan's unit (the size of the plan's largest value, but at most 1).
    """

    objective: float | None
    constraints: tuple[ConstraintEvaluation, ...] = ()
    bounds: tuple[BoundViolation, ...] = ()
    integrality: tuple[IntegralityViolation, ...] = ()
    failures: tuple[EvaluationFailure, ...] = ()
    objective_scale: float = 1.0

    @property
    def worst(self) -> ConstraintEvaluation | None:
        """The comparison with the largest relative violation; None if all hold."""
        worst = max(self.constraints, key=lambda c: c.relative_violation, default=None)
        return worst if worst is not None and worst.violation > 0 else None

    def is_feasible(self, tolerance: float = 1e-6) -> bool:
        """Whether everything was evaluated and holds.

        Args:
            tolerance: Allowed violation: relative (see `relative_violation`) for constraints
                and bounds, absolute for integrality.
        """
        return (
            not self.failures
            and all(c.relative_violation <= tolerance for c in self.constraints)
            and all(b.relative_violation <= tolerance for b in self.bounds)
            and all(i.distance <= tolerance for i in self.integrality)
        )


def evaluate(formulation: Formulation, data: Mapping[str, Any], values: Point) -> Evaluation:
    """Evaluate objective, constraints, bounds and integrality at a point.

    Args:
        formulation: A Formulation without errors.
        data: Its data, as `optimoot.binding.bind` makes it.
        values: The point. Names that are no variables of the Formulation are passed over; a
            missing value is a failure of whatever needs it.

    Raises:
        InputError: As for `Evaluator`.
        EffortError: As for `Evaluator`.
    """
    return Evaluator(formulation, data).at(values)


class Evaluator:
    """A Formulation with its data, ready to be evaluated at many points.

    Args:
        formulation: A Formulation without errors.
        data: Its data, as `optimoot.binding.bind` makes it.

    Attributes:
        effort: Steps of arithmetic that one evaluation takes, at most.

    Raises:
        InputError: The Formulation has errors, or the data don't fit it.
        EffortError: One evaluation would take too long.
    """

    def __init__(self, formulation: Formulation, data: Mapping[str, Any]) -> None:
        require_sound(formulation)
        self._formulation = formulation
        self._symbols = Symbols(formulation)
        self._data = read_data(self._symbols, data)
        self._arithmetic = ArithmeticCompiler(self._symbols, self._data)
        self.effort = effort(formulation, {n: len(m) for n, m in self._data.members.items()})
        if self.effort > MAX_EFFORT:
            raise EffortError(self.effort)
        for variable in self._symbols.variables.values():
            self._require_bounds(variable)
        self._objective: Compute | None = None
        self._objective_size: Compute | None = None
        if formulation.objective is not None:
            tree = parse(formulation.objective.expression).tree
            self._objective = self._arithmetic.number(tree)
            self._objective_size = self._arithmetic.number(magnitude(tree))
        self._constraints = [self._compile(constraint) for constraint in formulation.constraints]

    def at(self, values: Point) -> Evaluation:
        """Evaluate at a point (see `evaluate`)."""
        run = _Run()
        frame = self._arithmetic.frame()
        point = {
            name: self._read(variable, values.get(name, {}), run)
            for name, variable in self._symbols.variables.items()
        }
        run.unit = min(1.0, max((abs(v) for f in point.values() for v in f.values()), default=1.0))
        for name, variable in self._symbols.variables.items():
            found, place = point[name], self._arithmetic.places[name]
            self._check_bounds(variable, found, run)
            if variable.domain is not Domain.CONTINUOUS:
                _check_integrality(name, found, run)
            sizes = _sizes(name, found, run.unit)
            frame[place] = found if variable.index else found.get((), math.nan)
            run.sizes[place] = sizes if variable.index else sizes.get((), math.nan)
        objective, objective_size = None, None
        if self._objective is not None and self._objective_size is not None:
            objective = run.attempt(self._objective, frame, OBJECTIVE, ())
            objective_size = run.size([self._objective_size], frame)
        for evaluate_one in self._constraints:
            evaluate_one(frame, run)
        return Evaluation(
            objective,
            tuple(run.constraints),
            tuple(run.bounds),
            tuple(run.integrality),
            tuple(run.failures),
            1.0 if objective_size is None else objective_size,
        )

    def at_one_value(self, value: float) -> Evaluation:
        """Evaluate where every variable has this value, or its bound nearest to it."""
        point: dict[str, dict[Index, float | None]] = {}
        for name, variable in self._symbols.variables.items():
            low, high = self._bound(variable.lower), self._bound(variable.upper)
            given = point[name] = {}
            for place in self._places(variable):
                least = low[place] if isinstance(low, Values) else low
                most = high[place] if isinstance(high, Values) else high
                raised = value if least is None else max(value, least)
                given[_index(place)] = raised if most is None else min(raised, most)
        return self.at(point)

    def _places(self, variable: Variable) -> Iterable[Any]:
        """Every place of the variable, as `Values` is keyed."""
        members = [self._data.members[name] for name in variable.index]
        if len(members) == 1:
            return members[0]
        if all(self._symbols.arities[name] == 1 for name in variable.index):
            return product(*members)
        return (tuple(chain.from_iterable(map(parts, found))) for found in product(*members))

    def _read(self, variable: Variable, given: Mapping[Index, float | None], run: _Run) -> Values:
        """The usable values of a variable; what is missing is noted once."""
        found: dict[Place, float] = {}
        missing: list[Place] = []
        single = self._symbols.places(variable.index) == 1
        for place in self._places(variable):
            key: Any = (place,) if single else place
            value = given.get(key)
            if value is None or not math.isfinite(value):
                missing.append(place)
            else:
                found[place] = value
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            message = f"the point has no usable value here{more}."
            run.fail(variable.name, _index(missing[0]), message, FailureReason.NO_POINT)
            run.incomplete.add(variable.name)
        return Values(variable.name, found)

    def _require_bounds(self, variable: Variable) -> None:
        for bound in (self._bound(variable.lower), self._bound(variable.upper)):
            if isinstance(bound, Values):
                try:
                    for place in self._places(variable):
                        bound[place]
                except MissingEntryError as error:
                    raise InputError(
                        f"The data lack a bound of {variable.name!r}: {error.message}.",
                        remedy="Add the value to the data.",
                    ) from None

    def _check_bounds(self, variable: Variable, found: Values, run: _Run) -> None:
        low, high = self._bound(variable.lower), self._bound(variable.upper)
        if variable.domain is Domain.BINARY:
            low = 0.0 if low is None else low
            high = 1.0 if high is None else high
        for place, value in found.items():
            least = low[place] if isinstance(low, Values) else low
            most = high[place] if isinstance(high, Values) else high
            for bound, excess in (
                (least, 0.0 if least is None else least - value),
                (most, 0.0 if most is None else value - most),
            ):
                if bound is not None and excess > 0:
                    index = _index(place)
                    run.bounds.append(
                        BoundViolation(variable.name, index, value, bound, excess, run.unit)
                    )

    def _bound(self, bound: float | str | None) -> float | Values | None:
        if isinstance(bound, str):
            return self._data.values[bound]
        return None if bound is None or math.isinf(bound) else bound

    def _compile(self, constraint: Constraint) -> Callable[[Frame, _Run], None]:
        """A function that evaluates one family of constraints into a run."""
        name = constraint.name
        tree = parse(constraint.expression).tree
        loops = parse_loops(constraint.for_each).loops
        if not isinstance(tree, Comparison):  # kept out by require_sound
            raise TypeError(f"{name!r} is no comparison")
        self._arithmetic.enter(loops)
        sides = [self._arithmetic.number(operand) for operand in tree.operands]
        sizes = [self._arithmetic.number(magnitude(operand)) for operand in tree.operands]
        places = [self._arithmetic.places[t] for loop in loops for t in loop.targets]
        relations = tree.relations

        def visit(frame: Frame) -> None:
            run: _Run = frame[-1]
            index = tuple(chain.from_iterable(parts(frame[place]) for place in places))
            values = run.attempt_all(sides, frame, name, index)
            for relation, left, right in zip(relations, values, values[1:], strict=False):
                violation = _violation(left, relation, right)
                size = run.size(sizes, frame) if violation else None
                scale = 1.0 if size is None else min(1.0, size)
                run.constraints.append(
                    ConstraintEvaluation(name, index, left, relation, right, violation, scale)
                )

        visit_all = self._arithmetic.run_through(loops, visit)

        def evaluate_all(frame: Frame, run: _Run) -> None:
            run.attempt(visit_all, [*frame, run], name, ())

        return evaluate_all


def _relative(violation: float, scale: float) -> float:
    return violation / scale if violation else 0.0


def _sizes(name: str, found: Values, unit: float) -> Values:
    return Values(name, {place: max(abs(value), unit) for place, value in found.items()})


def _violation(left: float, relation: Relation, right: float) -> float:
    match relation:
        case Relation.AT_MOST:
            return max(0.0, left - right)
        case Relation.AT_LEAST:
            return max(0.0, right - left)
        case _:
            return abs(left - right)


@dataclass(slots=True)
class _Run:
    """What evaluating one point has found so far."""

    constraints: list[ConstraintEvaluation] = field(default_factory=list)
    bounds: list[BoundViolation] = field(default_factory=list)
    integrality: list[IntegralityViolation] = field(default_factory=list)
    failures: list[EvaluationFailure] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    unit: float = 1.0
    sizes: dict[int, Any] = field(default_factory=dict)

    def fail(
        self,
        element: str,
        index: Index,
        message: str,
        reason: FailureReason = FailureReason.ARITHMETIC,
    ) -> None:
        self.failures.append(EvaluationFailure(element, index, message, reason))

    def size(self, sizes: Sequence[Compute], frame: Frame) -> float | None:
        """The largest of the sizes at the frame's place; None where they have no finite value."""
        wide = list(frame)
        for place, value in self.sizes.items():
            wide[place] = value
        try:
            found = float(max(size(wide) for size in sizes))
        except (ArithmeticError, ValueError, TypeError, MissingEntryError):
            return None
        return found if math.isfinite(found) else None

    def attempt(self, compute: Compute, frame: Frame, element: str, index: Index) -> Any:
        """The value, or None with a failure noted."""
        values = self.attempt_all([compute], frame, element, index)
        return values[0] if values else None

    def attempt_all(
        self, computes: Sequence[Compute], frame: Frame, element: str, index: Index
    ) -> list[Any]:
        """The values, or none with a failure noted."""
        try:
            values = [compute(frame) for compute in computes]
        except MissingEntryError as error:
            in_point = error.name in self.incomplete
            reason = FailureReason.NO_POINT if in_point else FailureReason.MISSING
            self.fail(element, index, f"{error.message}.", reason)
        except ZeroDivisionError:
            self.fail(element, index, "it divides by zero.")
        except OverflowError:
            self.fail(element, index, "a number in it is too large.")
        except ValueError as error:
            self.fail(element, index, f"it has no value ({error}).")
        except TypeError:
            self.fail(element, index, "it compares or computes with members of different kind.")
        else:
            if all(value is None or math.isfinite(value) for value in values):
                return values
            self.fail(element, index, "its value is not finite.")
        return []


def _index(place: Place) -> Index:
    return place if isinstance(place, tuple) else (place,)


def _check_integrality(name: str, found: Values, run: _Run) -> None:
    for place, value in found.items():
        distance = abs(value - round(value))
        if distance > 1e-9:
            run.integrality.append(IntegralityViolation(name, _index(place), value, distance))
