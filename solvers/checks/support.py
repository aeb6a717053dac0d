"""Is there a word in the text for what the model adds to its figures?

Figures are traced by `grounding`; this looks at what needs none: an equation between decisions, a
factor before the whole goal, a bound that is only a literal. Each is common in right models too,
and is told apart by the words that go with it ("as many", "twice", "round trip"), and by whether
it holds the plan back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from optimoot.certificate import Check
from optimoot.expression import parse
from optimoot.formulation import Domain, Formulation
from optimoot.problem import Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.conversions import SHAPES, is_conversion
from optimoot.solvers.checks.faults import check_of
from optimoot.solvers.checks.shape import Shape, shapes_of
from optimoot.solvers.checks.structural import Structure
from optimoot.solvers.checks.words import quote_span, sentence_span
from optimoot.syntax import (
    Binary,
    Comparison,
    Constant,
    Function,
    Gathering,
    Item,
    Label,
    Name,
    Negation,
    Node,
    Operator,
    Relation,
    Terms,
    walk,
)

_EQUALS = re.compile(
    r"\b(?:equal\w*|same|as\s+(?:many|much)|match\w*|balanc\w*|identical|even(?:ly)?|pairs?|sets?|"
    r"both|ratio|proportion\w*|together|accompan\w*|with\s+(?:each|every)|one\s+for|uniform\w*|"
    r"alike|consistent|split|twice|double|half|times)\b|=",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|exceed\w*|than|least|most|outnumber\w*|before|after|within|larger|"
    r"greater|smaller|higher|lower|below|above|under|beyond|surpass\w*|priority|prefer\w*|unless|until|only|limit\w*|minimum|maximum)\b|[<>≤≥]",
    re.IGNORECASE,
)
_FREE = (0.0, 1.0, -1.0)
_AT = 1e-6


def supported(context: CheckContext) -> Check | None:
    """No equation, factor or bound that nothing in the text speaks for."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    shapes = shapes_of(formulation)
    if shapes is None:
        return None
    faults = [
        *_bare_relations(shapes, formulation, problem),
        *_goal_factor(context, formulation, problem),
        *_squared_limits(shapes),
        *_holding_bounds(context, formulation, problem),
        *_holding_literals(context, shapes, formulation, problem),
    ]
    return check_of(
        "supported",
        "The text speaks for every equation, factor and bound",
        faults,
        without="Nothing was found that the text does not speak for.",
    )


def _bare_relations(
    shapes: Sequence[Shape], formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """Two decisions of the goal compared with each other, where the text compares nothing."""
    goal = parse(formulation.objective.expression).tree if formulation.objective else None
    valued = {_decision(node) for node in walk(goal)} if goal is not None else set()
    variables = {v.name for v in formulation.variables}
    for shape in shapes:
        constraint, tree = shape.constraint, shape.tree
        if not isinstance(tree, Comparison) or len(tree.operands) != 2 or shape.loops:
            continue
        names = [_decision(node) for node in tree.operands]
        if not all(name in variables and name in valued for name in names) or shape.switches:
            continue
        if not all(_is_single(node) for node in tree.operands):
            continue
        text = _spoken(constraint.sentence, problem)
        is_said = _EQUALS.search(text) is not None
        if tree.relations[0] is not Relation.EQUAL:
            is_said = is_said or _COMPARES.search(text) is not None
        if not is_said:
            yield (
                constraint.name,
                f"no word of the text speaks for {constraint.expression!r} "
                f"(constraint {constraint.name!r})",
            )


def _decision(node: Node) -> str:
    return node.id if isinstance(node, Name) else node.name if isinstance(node, Item) else ""


def _is_single(node: Node) -> bool:
    """Whether it names one decision, not one of a loop."""
    return isinstance(node, Name) or (
        isinstance(node, Item) and all(isinstance(part, Label | Constant) for part in node.index)
    )


def _spoken(sentence: str, problem: Problem) -> str:
    """The sentence of the text that is quoted; the whole text where none is."""
    span = quote_span(problem.text, sentence)
    if span is None:
        return problem.text
    start, _ = sentence_span(problem.text, span[0])
    _, end = sentence_span(problem.text, max(span[0], span[1] - 1))
    return problem.text[start:end]


def _goal_factor(
    context: CheckContext, formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """A number by which all of the goal is multiplied."""
    if formulation.objective is None:
        return
    factor = abs(_scale(parse(formulation.objective.expression).tree))
    if math.isclose(factor, 1.0) or factor == 0.0 or is_conversion(factor, problem.text):
        return
    if SHAPES.search(problem.text):
        return
    if _is_open_figure(factor, formulation, problem, context):
        return
    yield "objective", f"nothing in the text speaks for the factor {factor:g} of the objective"


def _scale(node: Node) -> float:
    """The written factor that all of an expression is multiplied by."""
    match node:
        case Constant(value=value):
            return float(value)
        case Negation(operand=operand):
            return -_scale(operand)
        case Binary(operator=Operator.TIMES):
            return _scale(node.left) * _scale(node.right)
        case Binary(operator=Operator.OVER):
            below = _scale(node.right)
            return _scale(node.left) / below if below else 1.0
        case Gathering(function=Function.SUM, element=element):
            return _scale(element)
        case Terms(terms=terms):
            found = {abs(_scale(term.operand)) for term in terms}
            return found.pop() if len(found) == 1 else 1.0
        case _:
            return 1.0


def _is_open_figure(
    value: float, formulation: Formulation, problem: Problem, context: CheckContext
) -> bool:
    """Whether it is a figure of the text that no parameter takes and that counts nothing."""
    cited = {n for p in formulation.parameters for e in p.entries for n in e.numbers}
    structure = Structure(problem, formulation, context.program)
    return any(
        math.isclose(number.value, value)
        and number.id not in cited
        and not structure.explains(number)
        for number in problem.numbers
    )


def _squared_limits(shapes: Sequence[Shape]) -> Iterator[tuple[str, str]]:
    """Limits that multiply a limit by itself, or by another one, beside plain decisions."""
    alone = {
        node.id
        for shape in shapes
        if shape.limit is not None and isinstance(node := shape.limit.node, Name)
    }
    for shape in shapes:
        limit = shape.limit
        if limit is None or not isinstance(limit.node, Binary) or _is_curved(shape, limit.decided):
            continue
        factors = _factors(limit.node)
        if len(factors) > len(set(factors)) or len(alone.intersection(factors)) > 1:
            name = shape.constraint.name
            yield name, f"constraint {name!r} multiplies limits: {' times '.join(factors)}"


def _factors(node: Node) -> list[str]:
    if isinstance(node, Binary) and node.operator is Operator.TIMES:
        return _factors(node.left) + _factors(node.right)
    if isinstance(node, Binary) and node.operator is Operator.POWER:
        return _factors(node.left) * 2
    return [_decision(node)] if _decision(node) else []


def _is_curved(shape: Shape, node: Node) -> bool:
    """Whether decisions are multiplied with decisions, or raised to a power."""
    products = [part for part in walk(node) if isinstance(part, Binary) and shape.variables(part)]
    return any(
        part.operator is not Operator.TIMES
        or (shape.variables(part.left) and shape.variables(part.right))
        for part in products
    )


def _holding_bounds(
    context: CheckContext, formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """Bounds without a source that the plan lies at."""
    for variable in formulation.variables:
        if variable.domain is Domain.BINARY:
            continue
        for side, bound in (("lower", variable.lower), ("upper", variable.upper)):
            if not isinstance(bound, int | float) or math.isinf(bound) or bound in _FREE:
                continue
            if _is_open_figure(float(bound), formulation, problem, context):
                continue
            values = context.values.get(variable.name, {}).values()
            if any(value is not None and _at(value, float(bound)) for value in values):
                yield (
                    variable.name,
                    f"the plan is held by the {side} bound {bound:g} of {variable.name!r}, "
                    "which the text does not give",
                )


def _holding_literals(
    context: CheckContext,
    shapes: Sequence[Shape],
    formulation: Formulation,
    problem: Problem,
) -> Iterator[tuple[str, str]]:
    """Constraints that limit a decision by a literal without a source, and hold the plan."""
    evaluation = context.evaluation
    if evaluation is None:
        return
    for shape in shapes:
        constraint, tree = shape.constraint, shape.tree
        if not isinstance(tree, Comparison) or len(tree.operands) != 2 or shape.switches:
            continue
        written = [n for n in tree.operands if isinstance(n, Constant) and n.value not in _FREE]
        if not written or shape.parameters():
            continue
        value = float(written[0].value)
        if is_conversion(value, problem.text):
            continue
        if _is_open_figure(value, formulation, problem, context):
            continue
        held = (row for row in evaluation.constraints if row.name == constraint.name)
        if any(_at(row.left, row.right) for row in held):
            yield (
                constraint.name,
                f"the plan is held by the {value:g} of constraint {constraint.name!r}, which "
                "no free figure of the text gives",
            )


def _at(value: float, bound: float) -> bool:
    return abs(value - bound) <= _AT * max(1.0, abs(bound))
