"""The algebra reader: problems told as explicit algebra, alone or inside prose.

A text is cut into statements. Each has to be the objective, a comparison, a domain, the meaning of
a variable, or a remark without figures and without words that could limit anything; a statement
that is none of these means abstaining.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.algebra.model import Model
from optimoot.agents.algebra.pieces import cut
from optimoot.agents.algebra.scales import two_scales
from optimoot.agents.algebra.statements import Statements
from optimoot.agents.algebra.symbols import read_symbols
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.expression import ExpressionError
from optimoot.problem import Problem

LONGEST: Final = 8_000
"""Characters beyond which a text is not read."""
_SIGNS: Final = frozenset("=<>≤≥\\∈⩽⩾+")


class AlgebraReader:
    """Reads programs told as explicit algebra, in plain signs, Unicode or LaTeX."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "algebra"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        if len(problem.text) > LONGEST or not _SIGNS & set(problem.text):
            return NotRead("The text holds no algebra.")
        if scales := two_scales(problem.text):
            return NotRead(f"The goal is told in one scale and asked for in another: {scales!r}.")
        try:
            terms, tokens = read_symbols(problem)
            model = Model(problem, terms)
            Statements(problem, terms, model).read(cut(tokens, terms))
            return model.reading()
        except NotAlgebra as error:
            return NotRead(f"Not understood as algebra: {str(error)!r}.")
        except ExpressionError as error:
            return NotRead(f"Not understood as algebra: {error}")
