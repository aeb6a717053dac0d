"""How algebra looks in LaTeX math mode, as MathJax, KaTeX and TeX itself read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimoot.algebra import AlgebraWriter
from optimoot.symbols import PI
from optimoot.syntax import Connective, Function, Operator, Relation

_RELATIONS = {
    Relation.LESS: "<",
    Relation.AT_MOST: r"\le",
    Relation.GREATER: ">",
    Relation.AT_LEAST: r"\ge",
    Relation.EQUAL: "=",
    Relation.UNEQUAL: r"\ne",
    Relation.IN: r"\in",
    Relation.NOT_IN: r"\notin",
}
_GATHERINGS = {
    Function.SUM: r"\sum",
    Function.PROD: r"\prod",
    Function.MIN: r"\min",
    Function.MAX: r"\max",
}
_CALLS = {
    Function.SUM: r"\sum",
    Function.PROD: r"\prod",
    Function.LOG: r"\ln",
    Function.LOG10: r"\log_{10}",
    Function.ASIN: r"\arcsin",
    Function.ACOS: r"\arccos",
    Function.ATAN: r"\arctan",
}
_AROUND = {
    Function.ABS: (r"\left|", r"\right|"),
    Function.LEN: (r"\left|", r"\right|"),
    Function.FLOOR: (r"\left\lfloor", r"\right\rfloor"),
    Function.CEIL: (r"\left\lceil", r"\right\rceil"),
    Function.SQRT: (r"\sqrt{", "}"),
}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def escape(text: str) -> str:
    r"""The text for `\text{…}`: no character of it means anything to TeX."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    return "".join(_ESCAPES.get(character, character) for character in clean)


class LatexWriter(AlgebraWriter):
    """Writes expressions for math mode."""

    stacks_quotients = True
    free = r"\text{free}"

    def name(self, name: str) -> str:
        """A single letter as it is, longer names upright in one piece."""
        if name == PI:
            return r"\pi"
        return name if len(name) == 1 and name.isalpha() else rf"\mathit{{{escape(name)}}}"

    def label(self, text: str) -> str:
        """A member written out, as text."""
        return rf"\text{{{escape(text)}}}"

    def item(self, name: str, index: Sequence[str]) -> str:
        """`name_{i,j}`."""
        return f"{self.name(name)}_{{{','.join(index)}}}"

    def group(self, items: Iterable[str]) -> str:
        """`(i, j)`."""
        return f"({', '.join(items)})"

    def call(self, function: Function, arguments: Sequence[str]) -> str:
        """A function of its arguments."""
        inner = ", ".join(arguments)
        if function in _AROUND:
            before, after = _AROUND[function]
            return f"{before} {inner} {after}"
        return _CALLS.get(function, "\\" + function.value) + self.bracketed(inner)

    def gathering(self, function: Function, element: str, over: str) -> str:
        r"""`\sum_{i \in I} …`."""
        return f"{_GATHERINGS[function]}_{{{over}}} {element}"

    def product(self, left: str, right: str) -> str:
        """Factors side by side; a dot before a digit."""
        return rf"{left} \cdot {right}" if right[:1].isdigit() else rf"{left} \, {right}"

    def quotient(self, left: str, right: str) -> str:
        """A fraction."""
        return rf"\frac{{{left}}}{{{right}}}"

    def division(self, left: str, operator: Operator, right: str) -> str:
        """A whole quotient or a remainder."""
        if operator is Operator.FLOOR_OVER:
            return rf"\left\lfloor {self.quotient(left, right)} \right\rfloor"
        return rf"{left} \bmod {right}"

    def power(self, base: str, exponent: str) -> str:
        """A power; braces keep a base with a superscript of its own apart."""
        return f"{{{base}}}^{{{exponent}}}"

    def relation(self, left: str, relation: Relation, right: str) -> str:
        """A comparison."""
        return f"{left} {_RELATIONS[relation]} {right}"

    def joined(self, connective: Connective, conditions: Sequence[str]) -> str:
        """Conditions joined."""
        sign = r"\land" if connective is Connective.AND else r"\lor"
        return f" {sign} ".join(conditions)

    def inverse(self, condition: str) -> str:
        """A condition's opposite."""
        return rf"\lnot {condition}"

    def choice(self, condition: str, then: str, otherwise: str) -> str:
        """Cases."""
        cases = rf"{then} & \text{{if }} {condition} \\ {otherwise} & \text{{otherwise}}"
        return rf"\begin{{cases}} {cases} \end{{cases}}"

    def whole(self, symbol: str) -> str:
        """That a variable takes whole numbers."""
        return rf"{symbol} \in \mathbb{{Z}}"

    def set_of(self, members: Sequence[str]) -> str:
        """Members in braces."""
        return rf"\{{{', '.join(members)}\}}"

    def bracketed(self, text: str) -> str:
        """The text in parentheses as tall as it is."""
        return rf"\left( {text} \right)"

    def listed(self, texts: Sequence[str]) -> str:
        """Texts with commas between them."""
        return r",\, ".join(texts)
