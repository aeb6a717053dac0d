"""Expressions of algebra tokens, printed in the syntax of a Formulation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.algebra.lexing import Token
from optimoot.formulation import Entry, Parameter
from optimoot.problem import Problem

_TIMES: Final = frozenset({"*", "\\cdot", "\\times", "·", "×"})
_MINUS: Final = frozenset({"-", "−"})
_PAIRS: Final = {"(": ")", "{": "}", "[": "]"}
_MOST_NESTED: Final = 20


class NotAlgebra(Exception):
    """What could not be read; its text quotes it. Never leaves the reader."""


class Terms:
    """Parses expressions and collects the parameters that their literals become.

    Args:
        problem: Where the Numbers come from.
        letters: The one-letter variables that a run such as `xy` may be a product of.
    """

    def __init__(self, problem: Problem, letters: frozenset[str]) -> None:
        self.problem = problem
        self.letters = letters
        self.parameters: list[Parameter] = []
        self.variables: dict[str, None] = {}
        self.used: set[str] = set()
        self._by_end = {number.end: number for number in problem.numbers}
        self._tokens: Sequence[Token] = ()
        self._at = 0
        self._depth = 0

    def parse(self, tokens: Sequence[Token]) -> str:
        """The expression of all `tokens`; raises `NotAlgebra`."""
        self._tokens, self._at, self._depth = tokens, 0, 0
        told = self._sum()
        if self._at < len(tokens):
            raise NotAlgebra(self._left())
        return told

    def variable(self, token: Token) -> str:
        """The variable that `token` names."""
        name = token.text.replace("{", "").replace("}", "")
        self.variables.setdefault(name)
        return name

    def _left(self) -> str:
        if not self._tokens:
            return "an empty expression"
        place = min(self._at, len(self._tokens) - 1)
        return self.problem.text[self._tokens[place].start : self._tokens[-1].end]

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise NotAlgebra(self._left())
        self._at += 1
        return token

    def _sum(self) -> str:
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise NotAlgebra(self._left())
        told = ""
        while True:
            token = self._peek()
            sign = ""
            if token is not None and token.text in _MINUS | {"+"}:
                sign = "-" if self._take().text in _MINUS else "+"
            elif told:
                break
            product = self._product()
            if told:
                told += f" {sign} {product}"
            else:
                told = f"-{product}" if sign == "-" else product
        self._depth -= 1
        return told

    def _product(self) -> str:
        told = self._power()
        divided = False
        while (token := self._peek()) is not None:
            if token.text in _TIMES:
                self._take()
                told += f" * {self._power()}"
            elif token.text == "/":
                self._take()
                told += f" / {self._power()}"
                divided = True
            elif token.kind in ("name", "word", "func", "frac", "open"):
                if divided:
                    raise NotAlgebra(self._left())  # 1/2x: which of the two is below?
                told += f" * {self._power()}"
            else:
                break
        return told

    def _power(self) -> str:
        base = self._atom()
        token = self._peek()
        if token is None or token.text not in ("^", "**"):
            return base
        self._take()
        token = self._take()
        braced = token.text in ("{", "(")
        exponent = self._take() if braced else token
        if exponent.kind != "num" or "\\" in exponent.text:
            raise NotAlgebra(self._left())
        if braced and self._take().text not in ("}", ")"):
            raise NotAlgebra(self._left())
        number = self._by_end.get(exponent.end)
        if number is not None:
            self.used.add(number.id)
        return f"{base} ** ({exponent.text})"

    def _atom(self) -> str:
        token = self._take()
        if token.kind == "num":
            return self._literal(token)
        if token.kind == "name":
            return self.variable(token)
        if token.kind == "word" and set(token.text) <= self.letters:
            for letter in token.text:
                self.variables.setdefault(letter)
            return " * ".join(token.text)
        if token.kind == "open":
            return self._group(token)
        if token.kind == "func":
            name = token.text.lstrip("\\")
            return ("log" if name == "ln" else name) + self._group(self._take())
        if token.kind == "frac":
            above = self._group(self._take())
            return f"({above} / {self._group(self._take())})"
        self._at -= 1
        raise NotAlgebra(self._left())

    def _group(self, opened: Token) -> str:
        if opened.kind != "open":
            raise NotAlgebra(self._left())
        inner = self._sum()
        if self._take().text != _PAIRS[opened.text]:
            raise NotAlgebra(self._left())
        return f"({inner})"

    def _literal(self, token: Token) -> str:
        number = self._by_end.get(token.end)
        if number is None or number.start not in (token.start, token.start - 1):
            raise NotAlgebra(token.text)
        self.used.add(number.id)
        factor = -1.0 if number.value < 0 else 1.0
        name = f"figure_{len(self.parameters) + 1}"
        entry = Entry(value=abs(number.value), numbers=(number.id,), factor=factor)
        self.parameters.append(Parameter(name=name, entries=(entry,), meaning=token.text))
        return name
