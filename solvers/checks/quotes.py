"""Does each constraint say what the sentence that it quotes speaks of?

A constraint on the hours of labour that quotes the sentence on wood is read from the wrong place,
or its figure is. Judged are quotations that stand in the text: their figures against those that the
constraint uses, and the things that they name against those that the constraint decides on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimoot.certificate import Check
from optimoot.formulation import Formulation
from optimoot.problem import Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.faults import check_of
from optimoot.solvers.checks.shape import Shape, shapes_of
from optimoot.solvers.checks.words import (
    clause_span,
    mentions,
    quote_span,
    sentence_span,
)
from optimoot.symbols import parts


def quotes_fit(context: CheckContext) -> Check | None:
    """Figures and things of each quoted sentence are those of its constraint."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    shapes = shapes_of(formulation)
    if shapes is None:
        return None
    faults = [
        *_other_figures(shapes, problem, context.replaced),
        *_other_members(shapes, formulation, problem),
        *_other_variables(shapes, formulation, problem),
        *_common_bounds(formulation, problem),
    ]
    return check_of(
        "quotes_fit",
        "Constraints speak of what their sentences speak of",
        faults,
        without="No constraint contradicts the sentence that it comes from.",
    )


def _other_figures(
    shapes: Sequence[Shape], problem: Problem, replaced: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Quotations that hold the limits of other constraints and no figure of their own."""
    limits = {
        number
        for shape in shapes
        if shape.limit is not None
        for parameter in shape.parameters(shape.limit.node)
        for entry in parameter.entries
        for number in entry.numbers
    }
    for shape in shapes:
        span = quote_span(problem.text, shape.constraint.sentence)
        own = shape.figures
        if span is None or not own or shape.switches:
            continue
        if any(parameter.name in replaced for parameter in shape.parameters()):
            continue
        told = [n for n in problem.numbers if span[0] <= n.start and n.end <= span[1]]
        foreign = [n for n in told if n.id in limits]
        if foreign and not any(n.id in own for n in told):
            name = shape.constraint.name
            yield (
                name,
                f"{name!r} quotes {_short(shape.constraint.sentence)!r} and uses none of its "
                f"figures ({', '.join(n.text for n in foreign[:3])})",
            )


def _source(shape: Shape, problem: Problem) -> tuple[int, int] | None:
    """Where a constraint comes from: its quotation, or the clause of its only limit."""
    span = quote_span(problem.text, shape.constraint.sentence)
    if span is not None:
        return span
    if shape.limit is None:
        return None
    numbers = [
        problem.number(number_id)
        for parameter in shape.parameters(shape.limit.node)
        for entry in parameter.entries
        for number_id in entry.numbers
    ]
    if len(numbers) != 1 or numbers[0] is None:
        return None
    return clause_span(problem.text, numbers[0].start)


def _own_clause(shape: Shape, problem: Problem, span: tuple[int, int]) -> tuple[int, int]:
    """Of a quotation with several figures the clause of the constraint's own, if it has just one.

    "The depot has 5 bays, and at least 4 vans are needed" bounds bays of something else.
    """
    told = [n for n in problem.numbers if span[0] <= n.start and n.end <= span[1]]
    own = [n for n in told if n.id in shape.figures]
    if len(told) < 2 or len(own) != 1:
        return span
    start, end = clause_span(problem.text, own[0].start)
    return max(start, span[0]), min(end, span[1])


def _other_members(
    shapes: Sequence[Shape], formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """Constraints on some members of a set whose sentence names only other ones."""
    for index_set in formulation.sets:
        if any(len(parts(member)) != 1 for member in index_set.members):
            continue
        labels = {str(m): str(m) for m in index_set.members if isinstance(m, str)}
        found = mentions(problem.text, labels) if labels else ()
        for shape in shapes:
            decided, span = shape.members(index_set.name), _source(shape, problem)
            if span is None or not decided:
                continue
            named = {m.label for m in found if span[0] <= m.start and m.end <= span[1]}
            if named and not named & decided:
                yield _told(shape, named, decided)


def _other_variables(
    shapes: Sequence[Shape], formulation: Formulation, problem: Problem
) -> Iterator[tuple[str, str]]:
    """The same for single decisions that go by words of the text."""
    labels = {
        v.name: v.name
        for v in formulation.variables
        if not v.index and any(len(word) > 2 for word in v.name.split("_"))
    }
    if len(labels) < 2 or len(labels) != len(formulation.variables):
        return
    found = mentions(problem.text, labels)
    if {m.label for m in found} != set(labels):
        return
    everything = frozenset(labels)
    for shape in shapes:
        decided, span = {v.name for v in shape.variables()}, _source(shape, problem)
        if span is None or _bounded_alike(shape, shapes) == everything:
            continue
        span = _own_clause(shape, problem, span)
        named = {m.label for m in found if span[0] <= m.start and m.end <= span[1]}
        if named and not named & decided:
            yield _told(shape, named, decided)


def _bounded_alike(shape: Shape, shapes: Sequence[Shape]) -> frozenset[str]:
    """Decisions that the figures of a constraint bound one by one: "at least 5 of each"."""
    figures = shape.figures
    alike = [other for other in shapes if figures and other.figures == figures]
    decided = [frozenset(v.name for v in other.variables()) for other in alike]
    return frozenset(name for names in decided if len(names) == 1 for name in names)


def _told(shape: Shape, named: set[str], decided: frozenset[str] | set[str]) -> tuple[str, str]:
    name = shape.constraint.name
    return (
        name,
        f"the sentence of {name!r} speaks of {', '.join(sorted(named))}, "
        f"the constraint of {', '.join(sorted(decided))}",
    )


def _common_bounds(formulation: Formulation, problem: Problem) -> Iterator[tuple[str, str]]:
    """Bounds of all members whose figure the text gives for one of them."""
    sets = {s.name: s for s in formulation.sets}
    parameters = {p.name: p for p in formulation.parameters}
    for variable in formulation.variables:
        for bound in (variable.lower, variable.upper):
            parameter = parameters.get(bound) if isinstance(bound, str) else None
            if parameter is None or parameter.index or len(variable.index) != 1:
                continue
            index_set = sets.get(variable.index[0])
            cited = [n for e in parameter.entries for n in e.numbers]
            number = problem.number(cited[0]) if len(cited) == 1 else None
            if number is None or index_set is None:
                continue
            labels = {str(m): str(m) for m in index_set.members if isinstance(m, str)}
            start, end = sentence_span(problem.text, number.start)
            named = {
                m.label for m in mentions(problem.text, labels) if start <= m.start and m.end <= end
            }
            if len(named) == 1 and len(labels) > 1:
                yield (
                    variable.name,
                    f"the text gives {number.text!r} for {next(iter(named))} only, and it bounds "
                    f"every {variable.name!r}",
                )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}…"
