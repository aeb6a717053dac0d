"""Remarks: words and figures beside the algebra, which must not change what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.lexing import Token, percent
from optimoot.agents.algebra.pieces import Piece
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import HIGH, LIMITING, LOW
from optimoot.formulation import Sense

_SHARING: Final = re.compile(r"\bshare (?:a|an|the)\b")
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
    if "share" in heavy and _SHARING.search(told.quote(tokens)):
        heavy.discard("share")
    if heavy and _is_why(told, piece):
        heavy = set()
    if heavy:
        raise NotAlgebra(told.quote(tokens))


def _is_why(told: Told, piece: Piece) -> bool:
    """Whether a comparison behind "hence" or a colon says what the words of a piece come to.

    Each number word of the piece is a figure of that comparison, or counts its variables.
    """
    follows = told.concluded.get(piece.sentence)
    if follows is None or piece.tokens[0].start >= follows.tokens[0].start:
        return False
    names = [token for token in follows.tokens if token.kind == "name"]
    values = {t.number.value for t in follows.tokens if t.number is not None} | {len(names)}
    start, end = piece.tokens[0].start, piece.tokens[-1].end
    spelled = [
        number
        for number in told.problem.numbers
        if start <= number.start < end and number.text.isalpha()
    ]
    if any(number.value not in values for number in spelled):
        return False
    told.terms.used |= {number.id for number in spelled}
    return True


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


def follows_label(told: Told, token: Token) -> bool:
    """Whether a figure goes on with a list of figures that the prose tells: "grants 1, 4"."""
    if not told.lone:
        return False
    between = told.problem.text[told.lone[-1].end : token.start]
    return between.strip() in (",", "and", "or", ", and", ", or") and _is_label(told, token)


def _is_label(told: Told, token: Token) -> bool:
    """Whether a figure counts things off that indices run over: "project 3" of projects."""
    members = {str(n) for told in told.terms.numbered.values() for n in told}
    before = _before_list(told.problem.text[max(0, token.start - 60) : token.start])
    noun = before.split()[-1].lower() if before.endswith(" ") and before.split() else ""
    often = told.problem.text.lower().count(noun)
    return token.text in members and len(noun) > 3 and noun.isalpha() and often > 1


def _before_list(text: str) -> str:
    """`text` without the labels that its last words list: "Grants " of "Grants 1, 4 and "."""
    words = text.split(" ")
    end = len(words) - 1 if text.endswith(" ") else len(words)
    while end and (words[end - 1].rstrip(",").isdecimal() or words[end - 1] in ("and", "or")):
        end -= 1
    return " ".join(words[:end]) + " " if end < len(words) else text
