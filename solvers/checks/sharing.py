"""Is a limit shared where the text shares it, and for each where the text says "each"?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from optimoot.certificate import Check
from optimoot.formulation import Formulation
from optimoot.problem import Number, Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.faults import check_of
from optimoot.solvers.checks.shape import Shape, shapes_of
from optimoot.solvers.checks.words import clause_span, quote_span, sentence_span, spaced, stem
from optimoot.syntax import Binary, Name, Operator, walk

_EACH = re.compile(
    r"\b(?:each|every|any|per|both|either|neither|all|individual\w*|single|apiece|respective\w*|no|"
    r"separate\w*|daily|weekly|monthly|hourly|yearly|annual\w*|one|same|for\s+(?:each|every|the)|"
    r"an?(?!\s+(?:maximum|minimum|total|limit|budget|capacity|most|least|combined|supply|stock)\b))"
    r"\b|/",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:total|altogether|combined|overall|together|sum|all|collectively|jointly|across|"
    r"aggregate|available|in\s+all)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\b(?:each|every|any\s+(?:one|single)|no\s+single)\s+((?:\w+\s+){0,2}?\w+)\b", re.IGNORECASE
)


def shared_as_told(context: CheckContext) -> Check | None:
    """No shared amount is given to each, and no amount of each is made a common one."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    shapes = shapes_of(formulation)
    if shapes is None:
        return None
    faults = [fault for shape in shapes for fault in _faults(shape, formulation, problem)]
    return check_of(
        "shared_as_told",
        "Limits are shared, or for each, as the text says",
        faults,
        without="No limit is shared against the words beside it.",
    )


def _faults(shape: Shape, formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    limit = shape.limit
    if limit is None or limit.is_upper is None or not isinstance(limit.node, Name):
        return
    cited = [n for p in shape.parameters(limit.node) for e in p.entries for n in e.numbers]
    number = problem.number(cited[0]) if len(cited) == 1 else None
    if number is None or shape.switches:
        return
    if shape.loops and not shape.summed():
        yield from _for_each(shape, number, problem)
    elif not shape.loops and shape.summed():
        yield from _common(shape, number, formulation, problem)


def _for_each(shape: Shape, number: Number, problem: Problem) -> Iterator[tuple[str, str]]:
    """A use per piece held against all of a common amount, member by member."""
    limit = shape.limit
    if limit is None or not _is_use(shape):
        return
    start, end = sentence_span(problem.text, number.start)
    quoted = quote_span(problem.text, shape.constraint.sentence)
    if quoted is not None:
        start, end = quoted
    else:
        start, end = clause_span(problem.text, number.start)
    if not start <= number.start < end or _EACH.search(problem.text, start, end):
        return
    name = shape.constraint.name
    yield (
        name,
        f"{name!r} gives {number.text!r} to each of {shape.loops[0].source!r}, and the text "
        "does not say that each has it",
    )


def _is_use(shape: Shape) -> bool:
    """Whether the decided side is an amount per piece times a decision."""
    limit = shape.limit
    if limit is None or not isinstance(limit.decided, Binary):
        return False
    products = [
        part
        for part in walk(limit.decided)
        if isinstance(part, Binary) and part.operator is Operator.TIMES
    ]
    return any(shape.parameters(part) and shape.variables(part) for part in products)


def _common(
    shape: Shape, number: Number, formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """A limit of "each plant" held against the sum over all plants."""
    start, end = clause_span(problem.text, number.start)
    clause = problem.text[start:end]
    if _TOGETHER.search(problem.text, start, end):
        return
    if sum(start <= n.start < end for n in problem.numbers) > 1:
        return
    sets = {s.name: s for s in formulation.sets}
    for loop in shape.summed():
        index_set = sets.get(loop.source)
        if index_set is None:
            continue
        names = f"{index_set.name} {index_set.meaning}"
        nouns = {stem(word) for word in spaced(names).split() if len(word) > 2}
        for found in _ONE_OF.finditer(clause):
            if nouns & {stem(word) for word in found[1].split()}:
                name = shape.constraint.name
                yield (
                    name,
                    f"{name!r} shares {number.text!r} among all of {loop.source!r}, and the text "
                    f"says {found.group()!r}",
                )
                return
