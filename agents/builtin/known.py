"""What a reading speaks of: its decisions, its measures, and the Numbers with their roles.

All of it is taken from the Formulation, so that it is the same for every reader.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.phrases import GRAMMAR, LONGEST_NAME, content_run, is_content
from optimoot.agents.builtin.text import Sentence, Token, stem
from optimoot.formulation import Formulation

_ONE: Final = frozenset("a an one each every per".split())
_WORD: Final = re.compile(r"[A-Za-z]+\d*|\d+")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_TERMS: Final = re.compile(r"<=|>=|==|\+| - ")


@dataclass(frozen=True)
class Known:
    """What a reading speaks of.

    Attributes:
        items: Stems of the names of decisions.
        measures: Stems of the names of measures and limits that the text speaks of more than once:
            a reader takes them from the text, so that one occurrence would explain itself.
        used: Ids of the Numbers in use.
        limits: Ids of those that stand alone in a constraint, with how many they limit.
        explained: Ids of the Numbers that the reader knows to be no data.
        sentences: Quotes of the sentences that constraints and the objective come from.
        counts: How often each stem occurs in the text.
        goal: Ids of the Numbers in the objective.
        decisions: How many things are decided on.
        first: Index of the first sentence with a Number in use.
        shared: Stems that are in the names of all decisions, and tell none from another.
        singles: Stems behind "a", "each" or "per": what holds for one of them holds for more.
    """

    items: frozenset[str]
    measures: frozenset[str]
    used: frozenset[str]
    limits: Counter[str]
    explained: frozenset[str]
    sentences: frozenset[str]
    counts: Counter[str]
    goal: frozenset[str]
    decisions: int
    first: int
    shared: frozenset[str] = frozenset()
    singles: frozenset[str] = frozenset()

    def explains(self, token: Token) -> bool:
        """Whether the word names a decision or a measure."""
        return token.stem in self.items or token.stem in self.measures

    def uses(self, token: Token) -> bool:
        """Whether the token is a Number in use."""
        return token.number is not None and token.number.id in self.used


def known_to(
    formulation: Formulation, sentences: Sequence[Sentence], explained: frozenset[str]
) -> Known:
    """What a Formulation of the sentences speaks of."""
    names = [f"{v.name} {v.meaning}" for v in formulation.variables]
    names += [f"{part.name} {part.meaning}" for part in formulation.sets]
    names += [str(member) for part in formulation.sets for member in part.members]
    told = [f"{p.name} {p.meaning}" for p in formulation.parameters]
    goal = (formulation.objective,) if formulation.objective is not None else ()
    parts = (*formulation.constraints, *goal)
    told += [part.meaning for part in parts]
    numbers = (n for p in formulation.parameters for entry in p.entries for n in entry.numbers)
    used = frozenset(numbers)
    members = [len(part.members) for part in formulation.sets]
    tokens = [(s.index, token) for s in sentences for token in s.tokens]
    counts = Counter(token.stem for _, token in tokens)
    holding = (i for i, t in tokens if t.number is not None and t.number.id in used)
    items = _stems(names)
    return Known(
        items=items | _beside_brackets(sentences, items),
        measures=frozenset(word for word in _stems(told) if counts[word] > 1),
        used=used,
        limits=_limits(formulation),
        explained=explained,
        sentences=frozenset(part.sentence for part in parts),
        counts=counts,
        goal=_goal(formulation),
        decisions=max([len(formulation.variables), *members]),
        first=next(holding, len(sentences)),
        shared=_shared(formulation),
        singles=frozenset(
            noun.stem
            for sentence in sentences
            for one, noun in itertools.pairwise(sentence.tokens)
            if one.text in _ONE
        ),
    )


def _shared(formulation: Formulation) -> frozenset[str]:
    """Stems in the names of all variables, or of all members of a set; none where it is one."""
    named = [_stems([variable.name]) for variable in formulation.variables]
    for part in formulation.sets:
        named = named if len(named) > 1 else [_stems([str(member)]) for member in part.members]
    return frozenset.intersection(*named) if len(named) > 1 else frozenset()


def _beside_brackets(sentences: Sequence[Sentence], items: frozenset[str]) -> frozenset[str]:
    """Stems of other names of the decisions: "X (network upgrade)", "network upgrade (X)"."""
    found: set[str] = set()
    for sentence in sentences:
        tokens = sentence.tokens
        opened = [place for place, token in enumerate(tokens) if token.text == "("]
        for place in opened:
            inside = content_run(tokens, place + 1)
            before = _run_before(tokens, place)
            closed = place + 1 + len(inside)
            if closed >= len(tokens) or tokens[closed].text != ")":
                continue
            if before and before[-1].stem in items:
                found |= {token.stem for token in inside}
            elif len(inside) == 1 and inside[0].stem in items:
                found |= {token.stem for token in before}
    return frozenset(found)


def _run_before(tokens: Sequence[Token], end: int) -> Sequence[Token]:
    """The content words up to a place, at most four."""
    start = end
    while start > max(0, end - LONGEST_NAME) and is_content(tokens, start - 1):
        start -= 1
    return tokens[start:end]


def _stems(phrases: Sequence[str]) -> frozenset[str]:
    words = (word.lower() for phrase in phrases for word in _WORD.findall(phrase))
    return frozenset(stem(word) for word in words if word not in GRAMMAR)


def _goal(formulation: Formulation) -> frozenset[str]:
    """Ids of the Numbers in the objective."""
    expression = formulation.objective.expression if formulation.objective is not None else ""
    names = set(_NAME.findall(expression))
    told = (p for p in formulation.parameters if p.name in names)
    return frozenset(n for p in told for entry in p.entries for n in entry.numbers)


def _limits(formulation: Formulation) -> Counter[str]:
    """Ids of the Numbers that stand alone on a side, with the number of their constraints."""
    variables = {variable.name for variable in formulation.variables}
    alone: Counter[str] = Counter()
    multiplied: set[str] = set()
    for expression in (c.expression for c in formulation.constraints):
        for term in _TERMS.split(expression):
            names = set(_NAME.findall(term))
            if names & variables:
                multiplied |= names
            else:
                alone.update(names)
    limits: Counter[str] = Counter()
    for parameter in formulation.parameters:
        if parameter.name in alone and parameter.name not in multiplied:
            ids = {number for entry in parameter.entries for number in entry.numbers}
            limits.update(dict.fromkeys(ids, alone[parameter.name]))
    return limits
