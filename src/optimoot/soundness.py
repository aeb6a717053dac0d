"""Finds what makes a Formulation impossible to compile or evaluate."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from optimoot.binding import bind_parameter
from optimoot.errors import InputError
from optimoot.expression import ExpressionError, parse, parse_loops
from optimoot.finding import Finding, FindingCode, Severity
from optimoot.formulation import (
    Constraint,
    Domain,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Variable,
)
from optimoot.scope import ExpressionCheck
from optimoot.symbols import Symbols, name_problem, parts
from optimoot.syntax import Comparison, Node, Relation

OBJECTIVE = "objective"
"""How findings and evaluations name the objective."""


def require_sound(formulation: Formulation) -> None:
    """Refuse a Formulation that cannot be compiled or evaluated.

    Raises:
        InputError: It has errors; the message names the first three.
    """
    errors = [f for f in structural_findings(formulation) if f.severity is Severity.ERROR]
    if errors:
        more = f" (and {len(errors) - 3} more)" if len(errors) > 3 else ""
        raise InputError(
            f"The formulation has errors: {' '.join(map(str, errors[:3]))}{more}",
            remedy="Mend the elements named.",
        )


def structural_findings(formulation: Formulation) -> tuple[Finding, ...]:
    """Faults of names, sets, values, bounds, subscripts, loops and comparisons.

    Never raises: whatever pydantic accepts gets findings.
    """
    check = _Soundness(formulation)
    check.names()
    for index_set in formulation.sets:
        check.index_set(index_set)
    for parameter in formulation.parameters:
        check.parameter(parameter)
    for variable in formulation.variables:
        check.variable(variable)
    if formulation.objective is not None:
        check.objective(formulation.objective)
    for constraint in formulation.constraints:
        check.constraint(constraint)
    return tuple(dict.fromkeys(check.findings))


class _Soundness:
    def __init__(self, formulation: Formulation) -> None:
        self.findings: list[Finding] = []
        self._formulation = formulation
        self._symbols = Symbols(formulation)

    def _add(
        self, element: str, code: FindingCode, message: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(
            Finding(code=code, severity=severity, element=element, message=message)
        )

    def _reporter(self, element: str) -> Callable[[FindingCode, str], None]:
        return lambda code, message: self._add(element, code, message)

    # Declarations

    def names(self) -> None:
        """Every name can be used and is given once."""
        f = self._formulation
        kinds: tuple[tuple[str, Sequence[IndexSet | Parameter | Variable | Constraint]], ...] = (
            ("set", f.sets),
            ("parameter", f.parameters),
            ("variable", f.variables),
            ("constraint", f.constraints),
        )
        kinds_of: dict[str, list[str]] = {}
        for kind, elements in kinds:
            for element in elements:
                kinds_of.setdefault(element.name, []).append(kind)
                component = kind in ("variable", "constraint")
                if problem := name_problem(element.name, component=component):
                    self._add(
                        element.name,
                        FindingCode.BAD_NAME,
                        f"the name {element.name!r} of a {kind} {problem}; rename it.",
                    )
        for name, found in kinds_of.items():
            if len(set(found)) > 1:
                listed = " and a ".join(dict.fromkeys(found))
                self._add(name, FindingCode.NAME_COLLISION, f"{name!r} names a {listed}.")
            elif len(found) > 1:
                self._add(
                    name, FindingCode.DUPLICATE, f"there are {len(found)} {found[0]}s {name!r}."
                )

    def index_set(self, index_set: IndexSet) -> None:
        """The members are there, of one shape and each given once."""
        name, members = index_set.name, index_set.members
        bad = FindingCode.BAD_SET
        if index_set.table is not None:
            if members:
                self._add(name, bad, "it has both members and a table; keep one of them.")
            if not index_set.table.keys:
                self._add(name, bad, "its table source names no column in `keys`.")
            return
        if not members:
            self._add(name, bad, "it has no members; give members or a table.")
        if len({len(parts(member)) for member in members}) > 1:
            self._add(name, bad, "its members have different numbers of parts.")
        if any(not parts(m) or "" in map(str, parts(m)) for m in members):
            self._add(name, bad, "a member is empty; give it a name.")
        if any(str(p) != str(p).strip() for m in members for p in parts(m)):
            self._add(name, bad, "a member has spaces around it; write it without.")
        counts = Counter(tuple(str(p).strip() for p in parts(member)) for member in members)
        repeated = [key for key, count in counts.items() if count > 1]
        if repeated:
            shown = ", ".join(repeated[0])
            self._add(name, bad, f"the member {shown} is listed twice (1 and '1' are alike).")

    def _known_sets(self, element: str, index: Sequence[str]) -> bool:
        unknown = [name for name in index if name not in self._symbols.sets]
        for name in unknown:
            self._add(
                element, FindingCode.UNKNOWN_SET, f"it is indexed by {name!r}, which is no set."
            )
        return not unknown

    def parameter(self, parameter: Parameter) -> None:
        """Its values are complete, usable and under known members."""
        if not self._known_sets(parameter.name, parameter.index):
            return
        default = parameter.default
        if default is not None and not math.isfinite(default):
            self._add(parameter.name, FindingCode.BAD_VALUE, "its default is no finite number.")
        elif parameter.table is not None:
            if parameter.entries:
                self._add(
                    parameter.name,
                    FindingCode.BAD_VALUE,
                    "it has both entries and a table; keep one of them.",
                )
        elif all(self._symbols.sets[name].table is None for name in parameter.index):
            try:
                bind_parameter(self._symbols, parameter)
            except InputError as error:
                self._add(parameter.name, FindingCode.BAD_VALUE, str(error))

    def variable(self, variable: Variable) -> None:
        """Its index and bounds are known and fit its domain."""
        self._known_sets(variable.name, variable.index)
        numbers = []
        for side, bound in (("lower", variable.lower), ("upper", variable.upper)):
            if isinstance(bound, str):
                self._parameter_bound(variable, side, bound)
            elif bound is not None:
                numbers.append(bound)
                outward = -math.inf if side == "lower" else math.inf
                if not math.isfinite(bound) and bound != outward:
                    self._add(variable.name, FindingCode.BAD_BOUND, f"its {side} bound is {bound}.")
        if variable.domain is Domain.BINARY and any(not 0 <= number <= 1 for number in numbers):
            self._add(
                variable.name,
                FindingCode.BAD_DOMAIN,
                "it is binary with a bound outside of 0 to 1; drop the bound or make it integer.",
            )
        if len(numbers) == 2 and variable.domain is Domain.INTEGER:
            low, high = numbers
            if low <= high and math.isfinite(low + high) and math.ceil(low) > math.floor(high):
                self._add(
                    variable.name,
                    FindingCode.BAD_DOMAIN,
                    f"it is whole, and no whole number lies from {low:g} to {high:g}.",
                    Severity.WARNING,
                )
        if len(numbers) == 2 and numbers[0] > numbers[1]:
            self._add(
                variable.name,
                FindingCode.BAD_BOUND,
                f"its lower bound {numbers[0]:g} is above its upper bound {numbers[1]:g}.",
                Severity.WARNING,
            )

    def _parameter_bound(self, variable: Variable, side: str, bound: str) -> None:
        parameter = self._symbols.parameters.get(bound)
        if parameter is None:
            problem = "is no parameter; write richer bounds as a constraint"
        elif parameter.index not in ((), variable.index):
            problem = "is a parameter over other sets; write it as a constraint"
        else:
            return
        self._add(variable.name, FindingCode.BAD_BOUND, f"its {side} bound {bound!r} {problem}.")

    # Expressions

    def _read(self, element: str, text: str) -> Node | None:
        try:
            return parse(text).tree
        except ExpressionError as error:
            self._add(element, FindingCode.SYNTAX, str(error))
            return None

    def objective(self, objective: Objective) -> None:
        """It is a number that depends on a variable."""
        tree = self._read(OBJECTIVE, objective.expression)
        if tree is None:
            return
        before = len(self.findings)
        decides = ExpressionCheck(self._symbols, self._reporter(OBJECTIVE)).number(tree)
        if not decides and len(self.findings) == before:
            self._no_variable(OBJECTIVE)

    def constraint(self, constraint: Constraint) -> None:
        """It is a comparison of numbers, repeated over known loops, that holds a variable."""
        name = constraint.name
        tree = self._read(name, constraint.expression)
        check = ExpressionCheck(self._symbols, self._reporter(name))
        try:
            loops = parse_loops(constraint.for_each).loops
        except ExpressionError as error:
            self._add(name, FindingCode.SYNTAX, f"for_each: {error}")
            return
        before = len(self.findings)
        with check.loops(loops):
            if tree is None:
                return
            if not isinstance(tree, Comparison):
                self._add(
                    name,
                    FindingCode.NO_COMPARISON,
                    f"{constraint.expression!r} is no comparison; write one with <=, >= or ==.",
                )
                return
            decides = [check.number(operand) for operand in tree.operands]
        self._relations(name, tree, decides)
        if not any(decides) and len(self.findings) == before:
            self._no_variable(name)

    def _relations(self, name: str, tree: Comparison, decides: Sequence[bool]) -> None:
        bad = FindingCode.BAD_COMPARISON
        weak = (Relation.AT_MOST, Relation.AT_LEAST)
        ranges = tuple((relation, relation) for relation in weak)
        for relation in tree.relations:
            if relation not in (*weak, Relation.EQUAL):
                self._add(
                    name, bad, f"{relation.value!r} cannot make a constraint; write <=, >= or ==."
                )
                return
        if len(tree.relations) == 1:
            return
        if len(tree.relations) > 2 or tree.relations not in ranges:
            self._add(name, bad, "a chain must be low <= body <= high; write several constraints.")
        elif decides[0] or decides[2]:
            self._add(name, bad, "the ends of a chain must be data; write two constraints instead.")

    def _no_variable(self, element: str) -> None:
        message = "no variable occurs in it, so it decides nothing."
        self._add(element, FindingCode.NO_VARIABLE, message, Severity.WARNING)
