"""How algebra looks on a terminal: `Σ(p ∈ P) profit[p]·make[p] ≤ 40`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimoot.algebra import AlgebraWriter
from optimoot.symbols import PI
from optimoot.syntax import Connective, Function, Operator, Relation

_RELATIONS = {
    Relation.LESS: "<",
    Relation.AT_MOST: "≤",
    Relation.GREATER: ">",
    Relation.AT_LEAST: "≥",
    Relation.EQUAL: "=",
    Relation.UNEQUAL: "≠",
    Relation.IN: "∈",
    Relation.NOT_IN: "∉",
}
_GATHERINGS = {Function.SUM: "Σ", Function.PROD: "Π"}
_CALLS = {Function.LOG: "ln", Function.SQRT: "√"}
_AROUND = {
    Function.ABS: ("|", "|"),
    Function.LEN: ("|", "|"),
    Function.FLOOR: ("⌊", "⌋"),
    Function.CEIL: ("⌈", "⌉"),
}


def one_line(text: str) -> str:
    """The text's printable characters, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class PlainWriter(AlgebraWriter):
    """Writes expressions with the usual signs, on one line."""

    minus = "−"

    def name(self, name: str) -> str:
        """A name standing alone."""
        return "π" if name == PI else name

    def label(self, text: str) -> str:
        """A member written out."""
        return one_line(text)

    def item(self, name: str, index: Sequence[str]) -> str:
        """`name[i, j]`."""
        return f"{name}[{', '.join(index)}]"

    def group(self, items: Iterable[str]) -> str:
        """`(i, j)`."""
        return f"({', '.join(items)})"

    def call(self, function: Function, arguments: Sequence[str]) -> str:
        """A function of its arguments."""
        inner = ", ".join(arguments)
        if function in _AROUND:
            before, after = _AROUND[function]
            return f"{before}{inner}{after}"
        return f"{_CALLS.get(function, function.value)}({inner})"

    def gathering(self, function: Function, element: str, over: str) -> str:
        """`Σ(i ∈ I) …`."""
        return f"{_GATHERINGS.get(function, function.value)}({over}) {element}"

    def product(self, left: str, right: str) -> str:
        """`a·b`."""
        return f"{left}·{right}"

    def quotient(self, left: str, right: str) -> str:
        """`a / b`."""
        return f"{left} / {right}"

    def division(self, left: str, operator: Operator, right: str) -> str:
        """`a div b` and `a mod b`."""
        return f"{left} {'div' if operator is Operator.FLOOR_OVER else 'mod'} {right}"

    def power(self, base: str, exponent: str) -> str:
        """`a^b`, squares and cubes with their small digits."""
        if exponent in ("2", "3"):
            return f"{base}{'²' if exponent == '2' else '³'}"
        return f"{base}^{exponent}" if exponent.isalnum() else f"{base}^({exponent})"

    def relation(self, left: str, relation: Relation, right: str) -> str:
        """A comparison."""
        return f"{left} {_RELATIONS[relation]} {right}"

    def joined(self, connective: Connective, conditions: Sequence[str]) -> str:
        """Conditions joined by and, or."""
        return f" {connective} ".join(conditions)

    def inverse(self, condition: str) -> str:
        """`not …`."""
        return f"not {condition}"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        """`(a if …, else b)`."""
        return f"({then} if {condition}, else {otherwise})"

    def whole(self, symbol: str) -> str:
        """That a variable takes whole numbers."""
        return f"{symbol} whole"

    def set_of(self, members: Sequence[str]) -> str:
        """Members in braces."""
        return f"{{{', '.join(members)}}}"

    def bracketed(self, text: str) -> str:
        """The text in parentheses."""
        return f"({text})"

    def listed(self, texts: Sequence[str]) -> str:
        """Texts with commas between them."""
        return ", ".join(texts)
