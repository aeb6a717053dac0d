"""Functions of variables told by their names: `C_1(P_1) = 0.02P_1^2 + 14P_1`, later `C_1`."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.algebra.lexing import Token


def without_arguments(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with `f(x)` as `f`, for every name that is defined so: `f(x) = …`.

    Without a definition it is a product.
    """
    defined = {
        _symbol(tokens[place])
        for place in range(len(tokens))
        if (end := _arguments(tokens, place)) and _is_equation(tokens, end)
    }
    told: list[Token] = []
    at = 0
    while at < len(tokens):
        told.append(tokens[at])
        end = _arguments(tokens, at) if _symbol(tokens[at]) in defined else 0
        at = end or at + 1
    return told


def _symbol(token: Token) -> tuple[str, tuple[str, ...]]:
    return token.text, token.subs


def _arguments(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket ends that holds nothing but names and follows a name at once; else 0."""
    ahead = tokens[place : place + 2]
    if len(ahead) < 2 or ahead[0].kind != "name" or ahead[1].text != "(":
        return 0
    if ahead[0].end != ahead[1].start:
        return 0
    at = place + 2
    while at + 1 < len(tokens) and tokens[at].kind == "name":
        if tokens[at + 1].text == ")":
            return at + 2
        if tokens[at + 1].kind != "comma":
            return 0
        at += 2
    return 0


def _is_equation(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].text == "=="
