"""Does each value cite the figure that the text gives for its own thing, not for another?

"A pen earns 4 dollars and a pencil 3": a profit of the pen that cites the 3 is a misreading, even
though value and citation fit together. Three ways of telling are known: the thing before its
figure, the thing right after it ("4 dollars per pen"), and lists ("pens and pencils earn 4 and 3
dollars"). A value is judged only where none of them explains what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from optimoot.certificate import Check
from optimoot.expression import parse
from optimoot.formulation import Formulation, Parameter
from optimoot.problem import Number, Problem
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.faults import check_of
from optimoot.solvers.checks.shape import shapes_of
from optimoot.solvers.checks.words import Mention, mentions, sentence_span
from optimoot.symbols import parts
from optimoot.syntax import Binary, Name, Node, Operator, walk

_TIGHT = re.compile(
    r"^[^.;,]{0,24}?\b(?:per|for|of|on|from|an?|each|every|the|in|to)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:than|former|latter|other|unlike|instead|except|versus|compared)\b",
    re.IGNORECASE,
)
"""Words that make a thing beside a figure another one than the figure's own."""
_IN_TURN = re.compile(r"\brespectively\b", re.IGNORECASE)
_TELLING = re.compile(r"[^\W\d_]{3}|^[A-Za-z]$")


@dataclass(frozen=True)
class _Claim:
    """A value and the thing that it is for."""

    element: str
    label: str
    number: Number


def figures_in_place(context: CheckContext) -> Check | None:
    """No value cites a figure that the text gives for another of the things it is told apart by."""
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    if shapes_of(formulation) is None:
        return None
    told: list[tuple[str, str]] = []
    for labels, claims in _groups(formulation, problem, context.replaced):
        found = mentions(problem.text, labels)
        if len({mention.label for mention in found}) > 1:
            told += _misplaced(claims, labels, found, problem.text)
    faults = tuple(dict.fromkeys(told))
    return check_of(
        "figures_in_place",
        "Each value cites the figure of its own thing",
        faults,
        without="No value cites a figure that the text gives for something else.",
    )


def _groups(
    formulation: Formulation, problem: Problem, replaced: frozenset[str]
) -> Iterator[tuple[Mapping[str, str], list[_Claim]]]:
    """Values that differ by what they are for, with the names of these things."""
    sets = {s.name: s for s in formulation.sets}
    for parameter in formulation.parameters:
        if parameter.name in replaced:
            continue
        for place, name in enumerate(parameter.index):
            index_set = sets.get(name)
            if index_set is None or any(len(parts(m)) != 1 for m in index_set.members):
                continue
            labels = {str(m): _spoken(m, name) for m in index_set.members}
            claims = [
                _Claim(parameter.name, str(entry.index[place]), number)
                for entry in parameter.entries
                if len(entry.index) == len(parameter.index)
                for number in _only(entry.numbers, problem)
            ]
            yield labels, claims
    yield from _by_variable(formulation, problem, replaced)


def _spoken(member: object, set_name: str) -> str:
    """How a member is spoken of: numbered ones by the noun of their set or by "month 2"."""
    return str(member) if not isinstance(member, int) else f"{set_name} {member}"


def _only(ids: Sequence[str], problem: Problem) -> list[Number]:
    number = problem.number(ids[0]) if len(ids) == 1 else None
    return [] if number is None else [number]


def _by_variable(
    formulation: Formulation, problem: Problem, replaced: frozenset[str]
) -> Iterator[tuple[Mapping[str, str], list[_Claim]]]:
    """Single values that multiply single decisions: each is for the thing of its decision."""
    scalars = {p.name: p for p in formulation.parameters if not p.index and p.name not in replaced}
    labels = {v.name: v.name for v in formulation.variables if not v.index}
    if len(labels) < 2 or not all(_TELLING.search(name) for name in labels):
        return  # x1, x2: which words of a text are meant is not known
    texts = [c.expression for c in formulation.constraints]
    if formulation.objective is not None:
        texts.append(formulation.objective.expression)
    for text in texts:
        claims = []
        for parameter, variable in _products(parse(text).tree, scalars, labels):
            for entry in parameter.entries:
                for number in _only(entry.numbers, problem):
                    claims.append(_Claim(parameter.name, variable, number))
        if len({claim.label for claim in claims}) > 1:
            yield labels, claims


def _products(
    tree: Node, scalars: Mapping[str, Parameter], labels: Mapping[str, str]
) -> Iterator[tuple[Parameter, str]]:
    for node in walk(tree):
        if not isinstance(node, Binary) or node.operator is not Operator.TIMES:
            continue
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if not isinstance(one, Name) or not isinstance(other, Name):
                continue
            if one.id in scalars and other.id in labels:
                yield scalars[one.id], other.id


def _misplaced(
    claims: Sequence[_Claim], labels: Mapping[str, str], found: Sequence[Mention], text: str
) -> Iterator[tuple[str, str]]:
    by_sentence: dict[tuple[int, int], list[_Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(sentence_span(text, claim.number.start), []).append(claim)
    contradicted: list[tuple[_Claim, str]] = []
    for (start, end), here in by_sentence.items():
        if _TURNED.search(text, start, end):
            continue
        inside = [m for m in found if start <= m.start and m.end <= end]
        here.sort(key=lambda claim: claim.number.start)
        if _IN_TURN.search(text, start, end):
            contradicted += _out_of_turn(here, inside)
        else:
            contradicted += _contradicted(here, inside, text)
    for claim, owner in contradicted:
        yield (
            claim.element,
            f"{claim.element!r} takes {claim.number.text!r} for {labels[claim.label]!r}, "
            f"which the text gives for {labels[owner]!r}",
        )


def _contradicted(
    claims: Sequence[_Claim], inside: Sequence[Mention], text: str
) -> list[tuple[_Claim, str]]:
    """The values of one sentence that cite a figure of another thing."""
    before = [_before(claim.number, inside) for claim in claims]
    after = [_after(claim.number, inside, text) for claim in claims]
    cited = [claim.label for claim in claims]
    if cited in (before, after) or _is_list(claims, inside):
        return []
    if _all_alone(claims, inside):
        only = inside[0].label
        firsts = [c for c in claims if c.label != only and inside[0].start < c.number.start]
        return [(claim, only) for claim in firsts]
    if len(set(cited)) < 2:
        return []
    for owners in (before, after):
        if all(owners) and sorted(owners) == sorted(cited):
            wrong = zip(claims, owners, strict=True)
            return [(claim, owner) for claim, owner in wrong if claim.label != owner]
    return []


def _out_of_turn(claims: Sequence[_Claim], inside: Sequence[Mention]) -> list[tuple[_Claim, str]]:
    """The values of "pens and pencils earn 4 and 3 dollars, respectively" in another order."""
    first = claims[0].number.start
    if any(first <= m.start < claims[-1].number.end for m in inside):
        return []
    spoken = [m.label for m in inside if m.end <= first]
    if not spoken:
        spoken = [m.label for m in inside if m.start >= claims[-1].number.end]
    cited = [claim.label for claim in claims]
    if len(spoken) != len(cited) or sorted(spoken) != sorted(cited) or len(set(cited)) < 2:
        return []
    wrong = zip(claims, spoken, strict=True)
    return [(claim, owner) for claim, owner in wrong if claim.label != owner]


def _all_alone(claims: Sequence[_Claim], inside: Sequence[Mention]) -> bool:
    """Whether the sentence speaks of one thing only, before its figures."""
    return bool(inside) and len({m.label for m in inside}) == 1 and bool(claims)


def _before(number: Number, inside: Sequence[Mention]) -> str:
    """The thing spoken of last before a figure."""
    return next((m.label for m in reversed(inside) if m.end <= number.start), "")


def _after(number: Number, inside: Sequence[Mention], text: str) -> str:
    """The thing that a figure is said to be for, right after it."""
    following = next((m for m in inside if m.start >= number.end), None)
    if following is None:
        return ""
    between = text[number.end : following.start]
    is_tight = not between.strip() or _TIGHT.search(between) is not None
    return following.label if is_tight and len(between) < 60 else ""


def _is_list(claims: Sequence[_Claim], inside: Sequence[Mention]) -> bool:
    """Whether figures follow one another without a thing between them, as in lists."""
    return any(
        not any(one.number.end <= m.start < other.number.start for m in inside)
        for one, other in pairwise(claims)
        if one.label != other.label
    )
