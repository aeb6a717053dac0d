"""What the pieces that were read so far told, and what every subject asks of the tokens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from optimoot.agents.algebra.comparisons import Comparisons, Run
from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.model import Model
from optimoot.agents.algebra.pieces import Piece
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.formulation import Sense
from optimoot.problem import Problem


class Told:
    """What the pieces of a text told so far, each subject adding its own."""

    def __init__(self, problem: Problem, terms: Terms, model: Model) -> None:
        self.problem = problem
        self.terms = terms
        self.model = model
        self.comparisons = Comparisons(terms, model)
        self.pending: list[Token] = []
        """Names of this sentence that nothing was said of yet."""
        self.carried: set[str] = set()
        """Kinds of variables told in this sentence before their names."""
        self.group: list[str] = []
        """The variables that stood alone in the last comparison."""
        self.labelled: list[tuple[Run, str]] = []
        """Expressions with words that may be the objective, and their quotes."""
        self.parts: list[Run] = []
        """The expressions of which the objective is the greatest or the least."""
        self.wanted: tuple[Sense, str] | None = None
        """A sense told apart from its expression."""
        self.hint: tuple[Sense, str] | None = None
        """A sense that a question tells."""
        self.both: set[str] = set()
        """Kinds told of "both" variables."""
        self.lone: list[Token] = []
        """Figures that stand in the prose."""
        self.compared: set[int] = set()
        """Sentences that hold algebra."""
        self.concluded: dict[int, Piece] = {}
        """By sentence: the comparison behind "hence" or a colon, of which its words tell why."""

    def quote(self, tokens: Sequence[Token]) -> str:
        """The words of the Problem that `tokens` come from."""
        return self.problem.text[tokens[0].start : tokens[-1].end]

    def flat(self, bare: Sequence[Token], loops: list[str]) -> list[str]:
        """The variables that names stand for, each index written out."""
        letters = self.letters(bare, loops)
        flat: list[str] = []
        for members in product(*(self.terms.members(letter) for letter in letters)):
            self.terms.index = dict(zip(letters, members, strict=True))
            flat += [row[0] for token in bare for row in self.terms.name(token).rows]
        self.terms.index = {}
        return list(dict.fromkeys(flat))

    def letters(self, tokens: Sequence[Token], loops: list[str]) -> list[str]:
        """The indices that a statement is repeated for."""
        summed = _sum_letters(tokens)
        free = [
            s for t in tokens for s in t.subs if s in self.terms.data.ranges and s not in summed
        ]
        idle = [letter for letter in loops if letter not in free]
        if idle:
            raise NotAlgebra(f"for all {idle[0]}")
        return list(dict.fromkeys([*loops, *free]))


def _sum_letters(tokens: Sequence[Token]) -> set[str]:
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.kind != "sum":
            continue
        inner = tokens[place + 2 :]
        for part in inner:
            if part.kind in ("name", "quant"):
                found.add(part.text)
            if part.text == "}" or inner[0].text != "{":
                break
    return found
