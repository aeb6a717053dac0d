"""A Formulation taken over to a text that says the same with other figures.

The texts have to be the same word for word between their figures, and every figure that changed has
to stand in the model as data: then the new values take the places of the old ones. Anything else is
no case for this: a count that shaped the model, or a figure written into an expression, would be
carried over as it was.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from optimoot.expression import parse, parse_loops
from optimoot.formulation import Constraint, Entry, Formulation, Objective, Parameter
from optimoot.numerals import find_numbers
from optimoot.problem import Number, Problem
from optimoot.syntax import Constant, walk

_WORD = re.compile(r"\w+|[^\w\s]")
_STRUCTURAL = (0.0, 1.0)
"""Values that expressions hold for reasons of form."""


@dataclass(frozen=True)
class NotAdapted:
    """Why a Formulation cannot be taken over."""

    reason: str


@dataclass(frozen=True)
class Adapted:
    """The Formulation for the new text.

    Attributes:
        idle: Ids of the figures that the model never used; they are the same in both texts.
    """

    formulation: Formulation
    idle: frozenset[str]


def adapted(text: str, formulation: Formulation, problem: Problem) -> Adapted | NotAdapted:
    """The Formulation of an earlier text for a Problem, if the two differ in figures only.

    Args:
        text: The earlier text.
        formulation: Its model, whose entries cite the Numbers of that text.
        problem: The Problem at hand.
    """
    numbers = find_numbers(text)
    if not same_words(text, numbers, problem.text, problem.numbers):
        return NotAdapted("The words of the two texts differ.")
    changed = {
        old.id: new
        for old, new in zip(numbers, problem.numbers, strict=True)
        if old.value != new.value
    }
    cited = {n for p in formulation.parameters for entry in p.entries for n in entry.numbers}
    loose = [number for number in numbers if number.id in changed and number.id not in cited]
    if loose:
        return NotAdapted(f"The model does not hold {loose[0].text!r} as data.")
    if any(
        not entry.numbers and entry.value not in _STRUCTURAL
        for p in formulation.parameters
        for entry in p.entries
    ):
        return NotAdapted("The model has a value that no figure of the text stands for.")
    old_values = {number.value for number in numbers if number.id in changed}
    fixed = old_values.intersection(_literals(formulation)) - set(_STRUCTURAL)
    if fixed:
        return NotAdapted(f"The model has {min(fixed):g} written into it.")
    values = {number.id: number.value for number in problem.numbers}
    quotes = _Quotes(text, numbers, problem)
    model = formulation.model_copy(
        update={
            "parameters": tuple(
                _revalued(p, values, changed, quotes) for p in formulation.parameters
            ),
            "objective": quotes.objective(formulation.objective),
            "constraints": tuple(quotes.constraint(one) for one in formulation.constraints),
            "assumptions": tuple(quotes.told(line) for line in formulation.assumptions),
            "title": quotes.told(formulation.title),
        }
    )
    return Adapted(model, frozenset(number.id for number in numbers if number.id not in cited))


def same_words(
    text: str, numbers: tuple[Number, ...], other: str, others: tuple[Number, ...]
) -> bool:
    """Whether two texts are the same between their figures, and these of the same kinds."""
    if len(numbers) != len(others):
        return False
    if any(one.kind != two.kind for one, two in zip(numbers, others, strict=True)):
        return False
    return list(_between(text, numbers)) == list(_between(other, others))


def _between(text: str, numbers: tuple[Number, ...]) -> Iterator[list[str]]:
    """The words before the first figure, between each and the next, and after the last."""
    start = 0
    for number in numbers:
        yield _WORD.findall(text[start : number.start].casefold())
        start = number.end
    yield _WORD.findall(text[start:].casefold())


def _revalued(
    parameter: Parameter, values: dict[str, float], changed: dict[str, Number], quotes: _Quotes
) -> Parameter:
    entries = tuple(_entry(entry, values, changed) for entry in parameter.entries)
    return parameter.model_copy(
        update={"entries": entries, "meaning": quotes.told(parameter.meaning)}
    )


def _entry(entry: Entry, values: dict[str, float], changed: dict[str, Number]) -> Entry:
    if not changed.keys() & set(entry.numbers):
        return entry
    value = entry.factor * math.prod(values[name] for name in entry.numbers)
    return entry.model_copy(update={"value": value})


def _literals(formulation: Formulation) -> Iterator[float]:
    """The values that stand in the model itself: in expressions, bounds and defaults."""
    texts = [constraint.expression for constraint in formulation.constraints]
    if formulation.objective is not None:
        texts.append(formulation.objective.expression)
    nodes = [parse(text).tree for text in texts]
    loops = [loop for c in formulation.constraints for loop in parse_loops(c.for_each).loops]
    nodes += [condition for loop in loops for condition in loop.conditions]
    for node in nodes:
        yield from (abs(part.value) for part in walk(node) if isinstance(part, Constant))
    for variable in formulation.variables:
        for bound in (variable.lower, variable.upper):
            if isinstance(bound, float | int):
                yield abs(float(bound))
    yield from (p.default for p in formulation.parameters if p.default is not None)
    for index_set in formulation.sets:
        for member in index_set.members:
            yield from (number.value for number in find_numbers(str(member)))


@dataclass(frozen=True)
class _Quotes:
    """Quotes of the earlier text, and figures told in words of our own, in those of the new one."""

    text: str
    numbers: tuple[Number, ...]
    problem: Problem

    def objective(self, objective: Objective | None) -> Objective | None:
        """With its quote and its words of the new text."""
        if objective is None:
            return None
        return objective.model_copy(
            update={
                "sentence": self.quote(objective.sentence),
                "meaning": self.told(objective.meaning),
            }
        )

    def constraint(self, constraint: Constraint) -> Constraint:
        """With its quote and its words of the new text."""
        return constraint.model_copy(
            update={
                "sentence": self.quote(constraint.sentence),
                "meaning": self.told(constraint.meaning),
            }
        )

    def quote(self, sentence: str) -> str:
        """The same words of the new text; empty where they cannot be found there."""
        start = self.text.find(sentence) if sentence else -1
        if start < 0:
            return sentence if sentence in self.problem.text else ""
        inside = [n for n in self.numbers if start <= n.start and n.end <= start + len(sentence)]
        place, written = 0, ""
        for old in inside:
            new = self.problem.numbers[self.numbers.index(old)]
            written += sentence[place : old.start - start] + new.text
            place = old.end - start
        written += sentence[place:]
        return written if written in self.problem.text else ""

    def told(self, words: str) -> str:
        """Words of the model's maker with the new figures; without the part that cannot be told."""
        places = find_numbers(words)
        written, place = "", 0
        for found in places:
            news = {
                new.text
                for old, new in zip(self.numbers, self.problem.numbers, strict=True)
                if old.value == found.value
            }
            if not news:
                continue
            if len(news) > 1:
                return ""
            written += words[place : found.start] + news.pop()
            place = found.end
        return written + words[place:]
