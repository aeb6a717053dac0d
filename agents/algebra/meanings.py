"""Meanings: what a variable is said to be, and whether that is counted or measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.pieces import Piece
from optimoot.agents.algebra.remarks import remark
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import MEASURED

_ALIKE: Final = frozenset({"are", "denote", "represent", "stand", "both"})


def named(
    told: Told, piece: Piece, tokens: Sequence[Token], bare: list[Token], words: list[Token]
) -> None:
    """A piece that names variables and perhaps says what they are."""
    said = [w.text.lower() for w in words if w.start > bare[0].end]
    flat = told.flat(bare, [])
    if told.carried:
        told.model.tell(told.carried, flat)
    if len(said) < 2 or piece.asks:
        told.pending += bare
        return
    remark(
        told,
        piece,
        set(said) - {"all", "any", "both", "share", "shares", "needed", "required"},
        tokens,
    )
    if _ALIKE & set(said) or told.pending:
        flat = told.flat(told.pending, []) + flat
    told.pending = []
    mean(told, flat, said, told.quote(tokens))


def mean(told: Told, names: Sequence[str], said: list[str], quote: str) -> None:
    """Note what the words `said` tell about variables."""
    for name in names:
        facts = told.model.of(name)
        facts.meaning = quote
        counting = [
            place for place, word in enumerate(said) if word in ("number", "numbers", "count")
        ]
        measured = MEASURED & set(said[counting[0] + 1 :] if counting else said)
        facts.counted = bool(counting) and not measured
        facts.measured = bool(measured)
