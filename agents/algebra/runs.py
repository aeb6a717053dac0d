"""The runs of symbols in a piece, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.algebra.comparisons import Run
from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.pieces import Piece, is_symbol
from optimoot.agents.algebra.terms import Terms


def runs_of(tokens: Sequence[Token], terms: Terms) -> tuple[list[Run], list[Token]]:
    """The runs of symbols in a piece, and the words around them."""
    runs: list[list[Token]] = [[]]
    words: list[Token] = []
    for place, token in enumerate(tokens):
        inside = token.kind in ("comma", "quant") and bool(runs[-1])
        inside = inside or (token.text == "_" and bool(runs[-1]))
        inner_in = (
            token.text == "in"
            and place + 1 < len(tokens)
            and tokens[place + 1].kind in ("open", "field")
        )
        if inner_in and runs[-1]:
            runs[-1].append(Token("member", "in", token.start, token.end))
        elif inside or is_symbol(token, terms):
            runs[-1].append(token)
        else:
            if runs[-1]:
                runs.append([])
            if token.kind == "word":
                words.append(token)
    return [tuple(run) for run in runs if run], words


def summed(piece: Piece, quant: Token) -> bool:
    """Whether an index stands below a sum sign."""
    place = piece.tokens.index(quant)
    return place >= 2 and (
        piece.tokens[place - 1].text in ("_", "{")
        or (
            piece.tokens[place - 1].kind == "comma"
            and any(t.kind == "sum" for t in piece.tokens[:place])
        )
    )
