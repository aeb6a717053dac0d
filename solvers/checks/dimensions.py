"""Are only amounts of one kind added and compared, and is the goal of the kind that is asked for?

Like dimension analysis by hand, with the kinds that `measures` reads from the words beside the
figures and from declared units. Where nothing tells what an amount measures, it agrees with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from optimoot.certificate import Check
from optimoot.expression import parse
from optimoot.formulation import Formulation, Parameter
from optimoot.problem import Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.faults import check_of
from optimoot.solvers.checks.measures import (
    PURE,
    Measure,
    Readings,
    beside,
    declared,
    kinds_of,
    of_parameter,
    of_variable,
)
from optimoot.solvers.checks.shape import shapes_of
from optimoot.symbols import Symbols
from optimoot.syntax import (
    Binary,
    Call,
    Choice,
    Comparison,
    Constant,
    Function,
    Gathering,
    Item,
    Name,
    Negation,
    Node,
    Operator,
    Terms,
    unparse,
)
from optimoot.unit_check import KEEPING

_LOOSE = "extent"
"""Lengths make areas and volumes: what is multiplied by one is of no known kind."""
_MOST_READINGS = 24
_MONEY = Measure({"money": 1})
_MONEY_GOAL = re.compile(
    r"\b(?:maximi[sz]\w*|minimi[sz]\w*|greatest|highest|largest|lowest|smallest|least)\s+"
    r"(?:(?:its|his|her|their|the|total|overall|net|weekly|daily|monthly|annual|possible|of)\s+)*"
    r"(?:profits?|costs?|revenues?|earnings|income|expenses|expenditure)\b(?P<after>[^.?!]{0,40})",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:per|ratio|average|each|rate)\b|/", re.IGNORECASE)


def measures_agree(context: CheckContext) -> Check | None:
    """No hours are added to dollars, no limit in kilograms holds hours, no profit is in hours."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    if shapes_of(formulation) is None:
        return None
    faults = [
        *_miscited(formulation, problem, context.replaced),
        *_clashes(formulation, problem),
    ]
    return check_of(
        "measures_agree",
        "Only amounts of one kind are added and compared",
        faults,
        without="No amounts of different kinds are added or compared.",
    )


def _miscited(
    formulation: Formulation, problem: Problem, replaced: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Parameters that are declared in hours and cite kilograms."""
    for parameter in formulation.parameters:
        known = declared(parameter.unit)
        if known is None or parameter.name in replaced:
            continue
        for entry in parameter.entries:
            numbers = [problem.number(number_id) for number_id in entry.numbers]
            if len(numbers) != 1 or numbers[0] is None:
                continue
            told = beside(numbers[0], problem.text)
            if told is not None and not kinds_of(known) & kinds_of(told):
                kind = ", ".join(sorted(kinds_of(told)))
                yield (
                    parameter.name,
                    f"{parameter.name!r} is declared in {parameter.unit!r} and cites "
                    f"{_shown_figure(numbers[0].start, numbers[0].end, problem)}, which is {kind}",
                )
                break


def _shown_figure(start: int, end: int, problem: Problem) -> str:
    after = re.match(r"[\s-]*[^\W\d_]*", problem.text[end : end + 24])
    return repr(problem.text[start:end] + (after.group() if after else ""))


def _clashes(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    measuring = _Measuring(formulation, problem)
    for constraint in formulation.constraints:
        measuring.clash = ""
        measuring.read(parse(constraint.expression).tree)
        if measuring.clash:
            yield constraint.name, f"constraint {constraint.name!r} {measuring.clash}"
    if formulation.objective is None:
        return
    measuring.clash = ""
    whole = measuring.read(parse(formulation.objective.expression).tree)
    if measuring.clash:
        yield "objective", f"the objective {measuring.clash}"
    elif whole is not None and _asks_money(problem.text) and _MONEY not in whole:
        yield "objective", f"the text asks for money, and the objective is {_listed(whole)}"


def _asks_money(text: str) -> bool:
    found = _MONEY_GOAL.search(text)
    return found is not None and _RATIO.search(found["after"]) is None


def _all_kinds(readings: Readings) -> frozenset[str]:
    return frozenset(kind for one in readings for kind in one.powers)


class _Measuring:
    """Follows kinds through the expressions of a Formulation; `clash` tells the first conflict."""

    def __init__(self, formulation: Formulation, problem: Problem) -> None:
        self._problem = problem
        self._symbols = Symbols(formulation)
        self._known: dict[str, Readings | None] = {}
        self.clash = ""

    def read(self, node: Node) -> Readings | None:
        """What an expression may measure; None where that is not known."""
        match node:
            case Name(id=name) | Item(name=name):
                return self._entity(name)
            case Negation(operand=operand):
                return self.read(operand)
            case Terms(terms=terms):
                return self._same([term.operand for term in terms])
            case Comparison(operands=operands):
                return self._same(operands)
            case Choice(then=then, otherwise=otherwise):
                return self._same([then, otherwise])
            case Binary():
                return self._binary(node)
            case Call(function=function, arguments=arguments):
                known = self._same(arguments) if len(arguments) > 1 else self.read(arguments[0])
                return known if function in KEEPING else None
            case Gathering(function=function, element=element):
                known = self.read(element)
                return known if function in KEEPING else None
            case _:
                return None

    def _entity(self, name: str) -> Readings | None:
        if name not in self._known:
            entity = self._symbols.entity(name)
            if entity is None:
                self._known[name] = None
            elif isinstance(entity, Parameter):
                self._known[name] = of_parameter(entity, self._problem)
            else:
                self._known[name] = of_variable(entity)
        return self._known[name]

    def _same(self, nodes: Sequence[Node]) -> Readings | None:
        common: Readings | None = None
        first: Node | None = None
        for node in nodes:
            known = self.read(node)
            if known is None:
                continue
            if common is None or first is None:
                common, first = known, node
            elif common & known:
                common = common & known
            elif not self.clash:
                self.clash = (
                    f"adds or compares {_shown(first)} ({_listed(common)}) and "
                    f"{_shown(node)} ({_listed(known)})"
                )
        return common

    def _binary(self, node: Binary) -> Readings | None:
        if node.operator is Operator.POWER:
            return self._power(node)
        if node.operator not in (Operator.TIMES, Operator.OVER):
            return None
        left, right = self._factor(node.left), self._factor(node.right)
        if left is None or right is None:
            return self._of_unknown(node, left, right)
        sign = 1 if node.operator is Operator.TIMES else -1
        if any(_LOOSE in _all_kinds(one) for one in (left, right)) and PURE not in left | right:
            return None
        found = frozenset(one.times(other, sign) for one in left for other in right)
        return found if len(found) <= _MOST_READINGS else None

    def _of_unknown(
        self, node: Binary, left: Readings | None, right: Readings | None
    ) -> Readings | None:
        """A known amount for each of something undeclared: taken for what it is per piece."""
        if node.operator is not Operator.TIMES:
            return None
        known, other = (left, node.right) if right is None else (right, node.left)
        if known is None or known == {PURE} or not self._is_decision(other):
            return None
        return known

    def _is_decision(self, node: Node) -> bool:
        """Whether it is a decision whose unit nobody told, or a sum of such."""
        match node:
            case Name(id=name) | Item(name=name):
                return name in self._symbols.variables and self._entity(name) is None
            case Terms(terms=terms):
                return all(self._is_decision(term.operand) for term in terms)
            case Gathering(function=Function.SUM, element=element):
                return self._is_decision(element)
            case _:
                return False

    def _power(self, node: Binary) -> Readings | None:
        base = self._factor(node.left)
        if base is None or not isinstance(node.right, Constant):
            return None
        power = node.right.value
        if not float(power).is_integer() or _LOOSE in _all_kinds(base):
            return None
        return frozenset(PURE.times(one, int(power)) for one in base)

    def _factor(self, node: Node) -> Readings | None:
        return frozenset({PURE}) if isinstance(node, Constant) else self.read(node)


def _listed(readings: Readings) -> str:
    return " or ".join(sorted(str(one) for one in readings))


def _shown(node: Node) -> str:
    text = unparse(node)
    return repr(text if len(text) <= 60 else f"{text[:57]}…")
