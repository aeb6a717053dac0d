"""Remarks: words and figures beside the algebra, which must not change what it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.lexing import Token, percent
from optimoot.agents.algebra.pieces import Piece
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import HIGH, LIMITING, LOW
from optimoot.formulation import Sense

_ASKING: Final = frozenset("find determine compute calculate report what".split())


def remark(told: Told, piece: Piece, said: set[str], tokens: Sequence[Token]) -> None:
    """Raises `NotAlgebra` where a piece without algebra could limit something."""
    heavy = said & LIMITING
    if piece.asks:
        heavy = set()
        sense = told.model.sense or (told.wanted[0] if told.wanted else None)
        high, low = bool(said & HIGH), bool(said & LOW)
        if sense is not None and high != low and high != (sense is Sense.MAXIMIZE):
            raise NotAlgebra(told.quote(tokens))
    if (piece.asks or said & _ASKING) and bool(said & HIGH) != bool(said & LOW):
        told.hint = Sense.MAXIMIZE if said & HIGH else Sense.MINIMIZE, told.quote(tokens)
    if piece.sentence in told.compared:
        heavy -= {"must", "limit", "limited", "limits", "require", "requires", "needs", "need",
                  "together", "only", "share", "shares", "both", "all"}  # fmt: skip
    if heavy:
        raise NotAlgebra(told.quote(tokens))


def account_figures(told: Told) -> None:
    """Raises `NotAlgebra` where a figure of the prose is neither in the algebra nor a label."""
    values = {
        round(n.value * percent(n), 9) for n in told.problem.numbers if n.id in told.terms.used
    }
    for token in told.lone:
        number = token.number
        if (
            number is None
            or round(number.value * percent(number), 9) in values
            or number.id in told.terms.used
        ):
            told.terms.used |= {number.id} if number else set()
            continue
        if _is_label(told, token):
            told.terms.used.add(number.id)
            continue
        raise NotAlgebra(token.text)


def _is_label(told: Told, token: Token) -> bool:
    """Whether a figure counts things off that indices run over: "project 3" of projects."""
    members = {str(n) for told in told.terms.numbered.values() for n in told}
    before = told.problem.text[max(0, token.start - 40) : token.start]
    noun = before.split()[-1].lower() if before.endswith(" ") and before.split() else ""
    often = told.problem.text.lower().count(noun)
    return token.text in members and len(noun) > 3 and noun.isalpha() and often > 1
