"""What each piece of a text says: an objective, a limit, a domain, a meaning, or a remark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.algebra.comparisons import ORDER
from optimoot.agents.algebra.domains import domain, settle_both
from optimoot.agents.algebra.goals import sense_at
from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.limits import compare
from optimoot.agents.algebra.meanings import named
from optimoot.agents.algebra.model import Model
from optimoot.agents.algebra.objectives import goal, join_goal, labelled
from optimoot.agents.algebra.pieces import Piece, is_symbol
from optimoot.agents.algebra.remarks import account_figures, follows_label, remark
from optimoot.agents.algebra.runs import runs_of, summed
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import GRAVE, HENCE, KINDS, LIMITING, SENSES
from optimoot.problem import Problem

_QUIET: Final = frozenset("\"'“”‘’#%*|_\\$€£")
_TITLES: Final = frozenset("program programme problem model optimization optimisation".split())


class Statements:
    """Reads the pieces of a text in their order."""

    def __init__(self, problem: Problem, terms: Terms, model: Model) -> None:
        self.told = Told(problem, terms, model)
        self._sentence = -1

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read all pieces; raises `NotAlgebra`."""
        self.told.compared = {
            p.sentence for p in pieces if any(t.kind in ORDER or t.text in SENSES for t in p.tokens)
        }
        self._conclusions(pieces)
        self._scalars(pieces)
        follows = False
        for piece in pieces:
            if piece.sentence != self._sentence:
                self._sentence = piece.sentence
                self.told.pending, self.told.carried = [], set()
            elif not follows:
                self.told.pending = []
            self._piece(piece)
            follows = piece.comma
        settle_both(self.told)
        join_goal(self.told)
        account_figures(self.told)

    def _conclusions(self, pieces: Sequence[Piece]) -> None:
        """Note what words before "hence" or a colon come to: the comparison that follows."""
        for before, piece in pairwise(pieces):
            if not any(t.kind in ORDER for t in piece.tokens):
                continue
            start = piece.tokens[0].start
            between = self.told.problem.text[before.tokens[-1].end : start]
            if piece.words[:1] and piece.words[0] in HENCE:
                self.told.concluded[piece.sentence] = piece
            elif between.strip(" $") == ":":
                self.told.concluded[before.sentence] = piece

    def _scalars(self, pieces: Sequence[Piece]) -> None:
        """Names that a statement equates with one literal are data."""
        found: dict[str, tuple[int, Token]] = {}
        twice: set[str] = set()
        for piece in pieces:
            tokens = tuple(
                t for t in piece.tokens if t.kind != "word" or is_symbol(t, self.told.terms)
            )
            if len(tokens) not in (3, 4) or tokens[0].kind != "name" or tokens[1].text != "==":
                continue
            if tokens[-1].kind != "num" or (len(tokens) == 4 and tokens[2].text != "-"):
                continue
            name = "_".join([tokens[0].text, *tokens[0].subs])
            twice |= {name} & found.keys()
            found[name] = (1 if len(tokens) == 3 else -1, tokens[-1])
        self.told.terms.scalars = {name: told for name, told in found.items() if name not in twice}

    def _piece(self, piece: Piece) -> None:
        grave = GRAVE & set(piece.words)
        if grave - ({"all", "any"}):
            raise NotAlgebra(self.told.quote(piece.tokens))
        loops = [
            token.text
            for token in piece.tokens
            if token.kind == "quant" and not summed(piece, token)
        ]
        tokens = [t for t in piece.tokens if t.kind != "quant" or summed(piece, t)]
        for token in tokens:
            if (token.kind == "other" and token.text not in _QUIET) or token.kind == "every":
                raise NotAlgebra(self.told.quote(piece.tokens))
        if not tokens:
            return
        found = sense_at(tokens)
        if found is None:
            self._statement(piece, tokens, loops)
            return
        place, sense = found
        if tokens[:place]:
            self._statement(piece, tokens[:place], [])
        goal(self.told, sense, tokens[place + 1 :], self.told.quote(piece.tokens))

    def _statement(self, piece: Piece, tokens: Sequence[Token], loops: list[str]) -> None:
        runs, words = runs_of(tokens, self.told.terms)
        said = {word.text.lower() for word in words}
        kinds = said & KINDS
        if kinds and said & _TITLES and not runs:
            self.told.model.titled |= kinds
            return
        compared = [run for run in runs if any(t.kind in ORDER for t in run)]
        others = [run for run in runs if not any(t.kind in ORDER for t in run)]
        others = [
            run
            for run in others
            if not (len(run) == 1 and run[0].text in self.told.terms.data.ranges)
        ]
        bare = [run[0] for run in others if len(run) == 1 and run[0].kind in ("name", "word")]
        figures = [run[0] for run in others if len(run) == 1 and run[0].kind in ("num", "raw")]
        rest = [run for run in others if len(run) > 1]
        if figures and not words and not follows_label(self.told, figures[0]):
            raise NotAlgebra(self.told.quote(tokens))
        self.told.lone += figures
        if compared:
            compare(self.told, tokens, compared, bare, rest, kinds, loops)
        elif rest:
            labelled(self.told, tokens, rest, bare, said)
        elif kinds and not (
            piece.asks
            or (said & LIMITING)
            - KINDS
            - {"all", "both", "must", "any", "allowed", "each", "every", "only"}
        ):
            domain(self.told, tokens, bare, kinds, said, loops)
        elif bare:
            named(self.told, piece, tokens, bare, words)
        else:
            remark(self.told, piece, said, tokens)
