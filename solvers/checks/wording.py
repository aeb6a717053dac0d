"""Do limits and goal point the way that the words beside their figures say?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from optimoot.certificate import Check, CheckStatus
from optimoot.errors import InputError
from optimoot.expression import parse
from optimoot.formulation import Constraint, Formulation, Parameter, Sense
from optimoot.problem import Number, NumberKind, Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.words import clause_span
from optimoot.syntax import (
    Binary,
    Comparison,
    Item,
    Name,
    Negation,
    Node,
    Operator,
    Relation,
    Terms,
    walk,
)

_NEAR = 48
_SHARES = frozenset({NumberKind.PERCENT, NumberKind.FRACTION, NumberKind.MULTIPLE})
_NOT = r"(?:not|never|n[’']t|no|cannot)\s+"
_BEFORE = r"(?:\s+(?:of|to|is|be|for|a|an|the|about|only|\$|€|£))*\s*[$€£]?\s*$"
_UPPER_BEFORE = re.compile(
    rf"(?:\bat\s+(?:the\s+)?most|\b{_NOT}(?:more|greater|higher|larger)\s+than|\bup\s+to|"
    rf"\b{_NOT}(?:\w+\s+)?exceed(?:ing)?|≤|<=|\bmaximum|\b(?:limited|capped)\s+to){_BEFORE}",
    re.IGNORECASE,
)
_LOWER_BEFORE = re.compile(
    rf"(?:\bat\s+(?:the\s+)?least|\b{_NOT}(?:less|fewer|lower|smaller)\s+than|≥|>=|"
    rf"\b{_NOT}(?:\w+\s+)?fall\s+below|\bminimum){_BEFORE}",
    re.IGNORECASE,
)
_UPPER_AFTER = re.compile(r"^[^.;,]{0,24}?\b(?:or\s+(?:less|fewer)|at\s+most)\b", re.IGNORECASE)
_LOWER_AFTER = re.compile(r"^[^.;,]{0,24}?\b(?:or\s+more|at\s+least)\b(?!\s*\d)", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:available|in\s+stock|in\s+store|on\s+hand|in\s+inventory|budget|capacity|supply|stock|"
    r"holds?|limit|cap|quota|afford|ceiling|has\s+only|have\s+only|only\s+has)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:demands?|requirements?|ordered|orders|needed|required|target|goal|quota|requires|needs?)"
    r"\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:least|most|more|less|fewer|exceed\w*|minimum|maximum|beyond|above|below|over|under|up\s+to|"
    r"than|limited|equal\w*|exactly|not|cannot|never|unless|only)\b|[<>=≤≥]|n[’']t",
    re.IGNORECASE,
)
_MAXIMIZE = re.compile(r"\bmaximi[sz]\w*", re.IGNORECASE)
_GREATEST = re.compile(
    r"\b(?:greatest|highest|largest|best) (?:possible |total |weekly |daily |net )*"
    r"(?:profit|earnings|revenue|income|return|gain|yield|margin|takings|value)\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(
    r"\b(?:cheapest|(?:lowest|smallest|least) (?:possible |total |weekly |daily )*"
    r"(?:cost|costs|expense|spending|price|bill|outlay))\b",
    re.IGNORECASE,
)
_MINIMIZE = re.compile(r"\bminimi[sz]\w*", re.IGNORECASE)


class _Side(StrEnum):
    UPPER = "at most"
    LOWER = "at least"


def words_agree(context: CheckContext) -> Check | None:
    """No limit and no goal contradicts the words right beside its figures.

    Only what is plain is judged: a comparison of decisions with given figures that are cited, and
    the one verb, of maximizing or minimizing, that stands in the text.
    """
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    faults = [
        *_turned_limits(formulation, problem),
        *_turned_bounds(formulation, problem),
        *_turned_shares(formulation, problem),
        *_turned_goal(formulation, problem),
    ]
    return Check(
        name="words_agree",
        title="Limits and goal point the way that the words say",
        status=CheckStatus.FAILED if faults else CheckStatus.PASSED,
        evidence=f"{'; '.join(text for _, text in faults[:3])}."
        if faults
        else "No limit or goal contradicts the words beside its figures.",
        elements=tuple(name for name, _ in faults),
    )


def _turned_goal(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    objective = formulation.objective
    if objective is None:
        return
    up, down = _MAXIMIZE.search(problem.text), _MINIMIZE.search(problem.text)
    if up is None and down is None:
        up, down = _GREATEST.search(problem.text), _LOWEST.search(problem.text)
    wanted = None
    if up is not None and down is None:
        wanted = Sense.MAXIMIZE
    elif down is not None and up is None:
        wanted = Sense.MINIMIZE
    if wanted is not None and wanted is not objective.sense:
        yield "objective", f"The text says {wanted}, the model says {objective.sense}"


def _turned_limits(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    parameters = {p.name: p for p in formulation.parameters}
    variables = {v.name for v in formulation.variables}
    for constraint in formulation.constraints:
        stated = _stated_side(constraint, parameters, variables)
        if stated is None:
            continue
        parameter, side = stated
        worded = set(_worded_sides(parameter, problem))
        if worded and side not in worded:
            (other,) = worded
            yield constraint.name, f"{constraint.name} says {side}, the text says {other}"
        elif not worded and _is_held_back(parameter, problem) and side is _Side.LOWER:
            yield (
                constraint.name,
                f"{constraint.name} says {side} of what the text says is there to be used",
            )


def _turned_bounds(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    parameters = {p.name: p for p in formulation.parameters}
    for variable in formulation.variables:
        for side, bound in ((_Side.LOWER, variable.lower), (_Side.UPPER, variable.upper)):
            parameter = parameters.get(bound) if isinstance(bound, str) else None
            if parameter is None or variable.lower == variable.upper:
                continue
            worded = set(_worded_sides(parameter, problem))
            if worded and side not in worded:
                (other,) = worded
                told = f"{bound!r} bounds {variable.name!r} as {side}, the text says {other}"
                yield variable.name, told


def _turned_shares(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    """Shares and multiples of decisions: `x >= share * total` is what "at least" says."""
    parameters = {p.name: p for p in formulation.parameters if not p.index}
    variables = {v.name for v in formulation.variables}
    for constraint in formulation.constraints:
        tree = _comparison(constraint)
        if tree is None:
            continue
        relation = tree.relations[0]
        if relation not in (Relation.AT_MOST, Relation.AT_LEAST):
            continue
        larger, smaller = tree.operands if relation is Relation.AT_LEAST else tree.operands[::-1]
        signs: dict[str, set[int]] = {}
        for operand, sign in ((larger, 1), (smaller, -1)):
            for name, found in _signs(operand, sign, variables):
                signs.setdefault(name, set()).add(found)
        for name, found_signs in signs.items():
            parameter = parameters.get(name)
            if parameter is None or len(found_signs) != 1 or not _is_share(parameter, problem):
                continue
            worded = set(_worded_sides(parameter, problem, behind=False))
            side = _Side.UPPER if found_signs == {1} else _Side.LOWER
            if worded and side not in worded:
                (other,) = worded
                told = f"{constraint.name} takes {name!r} for {side}, the text says {other}"
                yield constraint.name, told


def _signs(node: Node, sign: int, variables: set[str]) -> Iterator[tuple[str, int]]:
    """The names that multiply decisions in a term of their own, with the term's sign."""
    match node:
        case Terms(terms=terms):
            for term in terms:
                yield from _signs(term.operand, -sign if term.minus else sign, variables)
        case Negation(operand=operand):
            yield from _signs(operand, -sign, variables)
        case Binary(operator=Operator.TIMES, left=left, right=right):
            for one, other in ((left, right), (right, left)):
                if isinstance(one, Name) and _decides(other, variables):
                    yield one.id, sign
        case _:
            return


def _is_share(parameter: Parameter, problem: Problem) -> bool:
    """Whether it is a percentage, a fraction or a multiple of something."""
    numbers = [problem.number(n) for entry in parameter.entries for n in entry.numbers]
    return len(numbers) == 1 and numbers[0] is not None and numbers[0].kind in _SHARES


def _is_held_back(parameter: Parameter, problem: Problem) -> bool:
    """Whether the text tells of its only figure as of a store, and compares nothing there."""
    numbers = [problem.number(n) for entry in parameter.entries for n in entry.numbers]
    if len(numbers) != 1 or numbers[0] is None:
        return False
    start, end = clause_span(problem.text, numbers[0].start)
    clause = problem.text[start:end]
    if _COMPARED.search(clause) or _WANTED.search(clause):
        return False
    return _HELD.search(clause) is not None


def _stated_side(
    constraint: Constraint, parameters: dict[str, Parameter], variables: set[str]
) -> tuple[Parameter, _Side] | None:
    """The parameter that limits decisions, and from which side; None where that is not plain."""
    tree = _comparison(constraint)
    if tree is None:
        return None
    relation, (left, right) = tree.relations[0], tree.operands
    if relation not in (Relation.AT_MOST, Relation.AT_LEAST):
        return None
    limit, decided = (right, left) if _is_given(right, parameters) else (left, right)
    if not _is_given(limit, parameters) or not _decides(decided, variables):
        return None
    upper = (relation is Relation.AT_MOST) == (limit is right)
    name = limit.id if isinstance(limit, Name) else limit.name if isinstance(limit, Item) else ""
    return parameters[name], _Side.UPPER if upper else _Side.LOWER


def _comparison(constraint: Constraint) -> Comparison | None:
    """A single comparison; None where it is a chain, or cannot be read."""
    try:
        tree = parse(constraint.expression).tree
    except InputError:
        return None
    return tree if isinstance(tree, Comparison) and len(tree.relations) == 1 else None


def _is_given(node: Node, parameters: dict[str, Parameter]) -> bool:
    if isinstance(node, Name):
        return node.id in parameters
    return isinstance(node, Item) and node.name in parameters


def _decides(node: Node, variables: set[str]) -> bool:
    return any(
        (isinstance(part, Name) and part.id in variables)
        or (isinstance(part, Item) and part.name in variables)
        for part in walk(node)
    )


def _worded_sides(
    parameter: Parameter, problem: Problem, *, behind: bool = True
) -> Iterator[_Side]:
    """What the words beside its figures make a parameter; those behind only where asked for."""
    for entry in parameter.entries:
        numbers = [problem.number(number_id) for number_id in entry.numbers]
        if len(numbers) != 1 or numbers[0] is None or entry.factor <= 0:
            continue
        side = _worded_side(numbers[0], problem.text, behind=behind)
        if side is not None:
            yield side


def _worded_side(number: Number, text: str, *, behind: bool) -> _Side | None:
    """What the words right before or behind a Number make it; None where they say nothing."""
    before = text[max(0, number.start - _NEAR) : number.start]
    if _UPPER_BEFORE.search(before):
        return _Side.UPPER
    if _LOWER_BEFORE.search(before):
        return _Side.LOWER
    if not behind:
        return None
    after = text[number.end : number.end + _NEAR]
    upper, lower = _UPPER_AFTER.search(after), _LOWER_AFTER.search(after)
    if (upper is None) == (lower is None):
        return None
    return _Side.UPPER if upper is not None else _Side.LOWER
