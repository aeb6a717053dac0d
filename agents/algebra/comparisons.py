"""Comparisons and memberships: the constraints they make, and what they tell of variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.model import Model
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.values import Value
from optimoot.agents.algebra.wording import BINARY, FREE, WHOLE

ORDER: Final = frozenset({"rel", "strict", "member"})
"""Kinds of tokens that compare."""

Run = tuple[Token, ...]


class Comparisons:
    """Adds comparisons of expressions to a Model."""

    def __init__(self, terms: Terms, model: Model) -> None:
        self.terms = terms
        self.model = model

    def add(self, run: Run, quote: str) -> list[str]:
        """One comparison or membership; the variables that stand alone in it."""
        sides: list[list[Token]] = [[]]
        signs: list[str] = []
        for token in run:
            if token.kind in ORDER:
                signs.append("in" if token.kind == "member" else token.text)
                sides.append([])
            else:
                sides[-1].append(token)
        if any(not side for side in sides) or len(signs) > 2:
            raise NotAlgebra(quote)
        if "in" in signs:
            if len(signs) > 1:
                raise NotAlgebra(quote)
            return self._member(sides[0], sides[1], quote)
        if len(signs) == 2 and ("==" in signs or signs[0][0] != signs[1][0]):
            raise NotAlgebra(quote)
        if len(sides) == 2 and self._is_data(sides, signs):
            return []
        return self._relate([self.terms.parse(side) for side in sides], signs, quote)

    def _is_data(self, sides: list[list[Token]], signs: list[str]) -> bool:
        """Whether this is the statement that a scalar of data was taken from."""
        left = sides[0]
        name = "_".join([left[0].text, *left[0].subs]) if len(left) == 1 else ""
        return (
            signs == ["=="]
            and name in self.terms.scalars
            and self.terms.scalars[name][1] in sides[1]
        )

    def _relate(self, sides: list[Value], signs: list[str], quote: str) -> list[str]:
        size = max(side.shape for side in sides)
        if any(side.shape not in ((1, 1), size) for side in sides) or size[1] > 1:
            raise NotAlgebra(quote)
        alone: list[str] = []
        for row in range(size[0]):
            told = [side.rows[row if side.shape != (1, 1) else 0][0] for side in sides]
            alone += self._bound(told, signs, quote)
            if len(told) == 3 and not any(holds_variables(s, self.terms) for s in told[::2]):
                self.model.limit(f"{told[0]} {signs[0]} {told[1]} {signs[1]} {told[2]}", quote)
                continue
            for sign, left, right in zip(signs, told, told[1:], strict=False):
                self.model.limit(f"{left} {sign.rstrip('=') or '='}= {right}", quote)
        return alone

    def _bound(self, told: list[str], signs: list[str], quote: str) -> list[str]:
        """The variables that stand alone; noted where figures bound them from below."""
        found: list[str] = []
        strict = any("=" not in sign for sign in signs)
        if strict and not _above_nought(told, signs, self.terms):
            raise NotAlgebra(quote)
        for place, side in enumerate(told):
            if side not in self.terms.variables:
                continue
            found.append(side)
            facts = self.model.of(side)
            facts.strict = facts.strict or strict
            right = signs[place] if place < len(signs) else ""
            left = signs[place - 1] if place else ""
            beside = ""
            if right[:1] == ">" or right == "==":
                beside = told[place + 1]
            if left[:1] == "<":
                beside = told[place - 1]
            if beside and not holds_variables(beside, self.terms):
                facts.bounded = True
            elif right == "==" and place == 0:
                facts.defined = True
        if strict and not found:
            raise NotAlgebra(quote)
        return found

    def _member(self, left: list[Token], right: list[Token], quote: str) -> list[str]:
        names = [row[0] for row in self.terms.parse(left).rows]
        if any(name not in self.terms.variables for name in names):
            raise NotAlgebra(quote)
        if right[0].kind == "field":
            kinds = _field_kinds(right)
            if kinds is None:
                raise NotAlgebra(quote)
            self.model.tell(kinds, names)
            return names
        if right[0].kind != "open" or right[-1].kind != "close":
            raise NotAlgebra(quote)
        inner = right[1:-1]
        parts = [[]] if not inner else _split(inner)
        if right[0].text == "{":
            self._members(names, parts, quote)
            return names
        if right[0].text != "[" or right[-1].text != "]" or len(parts) != 2:
            raise NotAlgebra(quote)
        low, high = (self.terms.parse(part).alone for part in parts)
        for name in names:
            self.model.limit(f"{low} <= {name} <= {high}", quote)
            self.model.of(name).bounded = True
        return names

    def _members(self, names: list[str], parts: list[list[Token]], quote: str) -> None:
        """`{0, 1}`, `{0, 1, 2, 3}` or `{0, …, 5}`."""
        dotted = [place for place, part in enumerate(parts) if part and part[0].kind == "dots"]
        plain = [part for part in parts if part and part[0].kind != "dots"]
        literals = [part[0] for part in plain]
        if any(len(part) != 1 or not part[0].text.isdecimal() for part in plain):
            raise NotAlgebra(quote)
        values = [int(token.text) for token in literals]
        steps = range(values[0], values[-1] + 1)
        if (dotted and values[: dotted[0]] != list(steps)[: dotted[0]]) or (
            not dotted and values != list(steps)
        ):
            raise NotAlgebra(quote)
        if any(token.number is None for token in literals):
            raise NotAlgebra(quote)
        self.terms.used |= {token.number.id for token in literals if token.number is not None}
        if values == [0, 1]:
            self.model.tell({"binary"}, names)
            return
        low, high = (self.terms.parse([token]).alone for token in (literals[0], literals[-1]))
        for name in names:
            self.model.of(name).bounded = True
            self.model.limit(f"{low} <= {name} <= {high}", quote)
        self.model.tell({"integer"}, names)


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _field_kinds(tokens: Sequence[Token]) -> set[str] | None:
    rest = "".join(token.text for token in tokens[1:]).strip("_^{}")
    sign = rest[:1] == "+" or rest.startswith((">=0", "≥0"))
    plain = rest.replace("+", "").replace(">=0", "").replace("^", "").strip("{}")
    if plain and not plain.isdecimal() and plain != "n":
        return None
    base = {"Z": WHOLE, "ℤ": WHOLE, "N": WHOLE, "ℕ": WHOLE, "R": FREE, "ℝ": FREE, "B": BINARY}
    kinds = {next(iter(sorted(base[tokens[0].text])))}
    if sign or tokens[0].text in "Nℕ":
        kinds = (kinds - FREE) | {"nonnegative"} | ({"continuous"} if kinds & FREE else set())
    return kinds


def holds_variables(expression: str, terms: Terms) -> bool:
    """Whether any variable stands in an expression."""
    names = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in expression).split()
    return any(name in terms.variables for name in names)


def _above_nought(told: Sequence[str], signs: Sequence[str], terms: Terms) -> bool:
    """Whether a strict comparison only says that a variable is above 0, as least values are."""
    if len(told) != 2:
        return False
    high, low = told if signs[0] == ">" else (told[1], told[0])
    nought = (
        terms.parameters.get(int(low.removeprefix("figure_")))
        if low[-1:].isdigit() and low.startswith("figure_")
        else None
    )
    return high in terms.variables and nought is not None and nought.entries[0].value == 0
