"""Where a piece tells a sense, and what of the rest is the objective."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.wording import SENSES
from optimoot.formulation import Sense


def sense_at(tokens: Sequence[Token]) -> tuple[int, Sense] | None:
    """The place of the word that tells the sense, and the sense; None where there is none."""
    for place, token in enumerate(tokens):
        if token.kind == "best" and place and tokens[place - 1].kind not in ("word", "stop"):
            return None
        if token.kind in ("word", "best") and (sense := SENSES.get(token.text.lower())):
            return place, sense
    return None


def goal_expressions(tokens: Sequence[Token]) -> list[Token]:
    r"""The tokens after the sense, without `_{x, y}`, `f(x, y) =` and `Z =`."""
    rest = list(tokens)
    if rest and rest[0].text == "_":
        rest = rest[_closed(rest, 1) :]
    signs = [place for place, token in enumerate(rest) if token.text == "=="]
    if len(signs) == 1:
        left = rest[: signs[0]]
        symbols = [place for place, token in enumerate(left) if token.kind == "name"]
        if not left or _is_name(left, symbols):
            rest = rest[signs[0] + 1 :]
    return rest


def _is_name(left: Sequence[Token], symbols: Sequence[int]) -> bool:
    """Whether only words and a name, perhaps with its variables in parentheses, stand there."""
    if all(token.kind == "word" for token in left):
        return True
    if not symbols:
        return False
    tail = left[symbols[0] + 1 :]
    if any(token.kind != "word" for token in left[: symbols[0]]):
        return False
    return not tail or (
        tail[0].text == "("
        and tail[-1].text == ")"
        and all(token.kind in ("name", "comma", "word") for token in tail[1:-1])
    )


def _closed(tokens: Sequence[Token], at: int) -> int:
    if at >= len(tokens) or tokens[at].text != "{":
        return at + 1
    for place in range(at, len(tokens)):
        if tokens[place].text == "}":
            return place + 1
    return len(tokens)
