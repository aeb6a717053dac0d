"""The algebra reader: reads problems that are told as explicit algebra, and nothing else.

A text is cut into pieces at commas, line ends and words such as "subject to". Every piece has to
be the objective, a comparison, or a domain; a piece that is none of these means abstaining.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.algebra.lexing import Token, lex
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.expression import ExpressionError, parse
from optimoot.formulation import Constraint, Domain, Formulation, Objective, Sense, Variable
from optimoot.problem import Problem

LONGEST: Final = 5_000
"""Characters beyond which a text is not read."""
_GATE: Final = re.compile(r"(?<![A-Za-z])(?:max|min)(?:imi[sz]e)?(?![A-Za-z])", re.IGNORECASE)
_SUCH_THAT: Final = re.compile(r"\bs\.\s?t\.|\\text\{(?:s\.t\.|subject to)\}")
_EVERY: Final = re.compile(
    r"([a-z])_\{?([ijk])\}?(?=\s*(?:\\in|∈)\s*\\?\{)([^\n]{0,30}?)"
    r"for (?:all|each|every)\s+\$?\s*\2\b"
)
_RELATIONS: Final = {
    "<=": "<=", "=<": "<=", "≤": "<=", "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=",
    ">=": ">=", "=>": ">=", "≥": ">=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=",
    "=": "==", "==": "==",
}  # fmt: skip
_SENSES: Final = {
    "max": Sense.MAXIMIZE, "maximize": Sense.MAXIMIZE, "maximise": Sense.MAXIMIZE,
    "min": Sense.MINIMIZE, "minimize": Sense.MINIMIZE, "minimise": Sense.MINIMIZE,
}  # fmt: skip
_CUTS: Final = frozenset({"subject", "such", "where", "with", "and"})
_SILENT: Final = frozenset("are is be must all variables let numbers to that the st".split())
_WHOLE: Final = frozenset({"integer", "integers", "whole"})
_FREE: Final = frozenset({"real", "free", "unrestricted"})
_SIGNED: Final = frozenset({"nonnegative"})
_BINARY: Final = frozenset({"binary"})
_KINDS: Final = _WHOLE | _FREE | _SIGNED | _BINARY


class AlgebraReader:
    """Reads programs told as explicit algebra, in plain signs or LaTeX."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "algebra"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        text = problem.text
        if len(text) > LONGEST or len(_GATE.findall(text)) != 1:
            return NotRead('The text is no algebra with one "max" or "min".')
        try:
            return _Algebra(problem).reading()
        except NotAlgebra as error:
            return NotRead(f"Not understood as algebra: {str(error)!r}.")
        except ExpressionError as error:
            return NotRead(f"Not understood as algebra: {error}")


class _Algebra:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        text = _SUCH_THAT.sub(lambda match: "and".ljust(len(match.group())), problem.text)
        tokens = lex(_every_index(text))
        sets = [token for token in tokens if token.kind == "set"]
        self.in_sets = {
            number.id
            for number in problem.numbers
            if any(token.start <= number.start < token.end for token in sets)
        }
        names = (token.text for token in tokens if token.kind == "name")
        self.terms = Terms(problem, frozenset(name for name in names if len(name) == 1))
        self.pieces = _cut(tokens)
        self.objective: Objective | None = None
        self.constraints: list[Constraint] = []
        self.kinds: dict[str, set[str]] = {}
        self.bounded: set[str] = set()
        self.everything: set[str] = set()
        self.group: tuple[str, ...] = ()
        self.pending: list[Token] = []

    def reading(self) -> Reading:
        for piece in self.pieces:
            self._piece(piece)
        if self.pending or self.objective is None or not self.constraints:
            raise NotAlgebra(self.pending[0].text if self.pending else "no objective, no limits")
        names = tuple(self.terms.variables)
        variables = tuple(self._variable(name) for name in names)
        unsaid = [
            name
            for name in names
            if name not in self.bounded and not (self.kinds.get(name, set()) | self.everything)
            & (_FREE | _SIGNED | _BINARY)
        ]  # fmt: skip
        formulation = Formulation(
            parameters=tuple(self.terms.parameters),
            variables=variables,
            objective=self.objective,
            constraints=tuple(self.constraints),
            assumptions=("Variables are continuous where the text doesn't say whole.",),
        )
        tentative = f"The text gives no lower bound for {', '.join(unsaid)}." if unsaid else ""
        used = frozenset(self.terms.used | self.in_sets)
        return Reading(
            formulation, 0.6 if unsaid else 1.0, explained=used, idle=True, tentative=tentative
        )

    def _variable(self, name: str) -> Variable:
        kinds = self.kinds.get(name, set()) | self.everything
        domain = Domain.CONTINUOUS
        if kinds & _WHOLE:
            domain = Domain.INTEGER
        if kinds & _BINARY:
            domain = Domain.BINARY
        signed = bool(kinds & (_SIGNED | _BINARY))
        return Variable(name=name, domain=domain, lower=0.0 if signed else None)

    def _quote(self, piece: list[Token]) -> str:
        return self.problem.text[piece[0].start : piece[-1].end]

    def _piece(self, piece: list[Token]) -> None:
        senses = [token for token in piece if token.text.lower() in _SENSES]
        if senses:
            self._goal(piece, senses[0])
            return
        kinds = {token.text.lower() for token in piece if token.text.lower() in _KINDS}
        kinds |= {"binary" for token in piece if token.kind == "set"}
        first = next((token for token in piece if token.text.lower() not in _SILENT), None)
        if first is None:
            return
        rest = [
            token
            for token in piece
            if not (token.kind in ("set", "member") or token.text.lower() in _KINDS | _SILENT)
        ]
        if any(token.kind == "rel" for token in rest):
            self._comparison(rest, piece)
            if kinds:
                self._tell(kinds, self.group, piece, everyone=True)
            return
        if any(token.kind != "name" for token in rest):
            raise NotAlgebra(self._quote(piece))
        if not kinds:
            self.pending.extend(rest)
            return
        if rest and rest[0] is not first:
            raise NotAlgebra(self._quote(piece))  # "integers x, y": how far does it reach?
        names = tuple(self.terms.variable(token) for token in [*self.pending, *rest])
        self.pending = []
        self._tell(kinds, names or self.group, piece, everyone=not names)

    def _tell(
        self, kinds: set[str], names: tuple[str, ...], piece: list[Token], *, everyone: bool
    ) -> None:
        told_all = any(token.text.lower() in ("all", "variables") for token in piece)
        if told_all and everyone:
            self.everything |= kinds
            return
        if everyone and set(names) != set(self.terms.variables):
            raise NotAlgebra(self._quote(piece))
        for name in names:
            self.kinds.setdefault(name, set()).update(kinds)

    def _goal(self, piece: list[Token], sense: Token) -> None:
        if piece[0] is not sense or self.objective is not None:
            raise NotAlgebra(self._quote(piece))
        body = piece[1:]
        equals = [place for place, token in enumerate(body) if token.kind == "rel"]
        if equals:
            before = body[: equals[0]]
            if len(equals) > 1 or body[equals[0]].text != "=" or len(before) != 1:
                raise NotAlgebra(self._quote(piece))
            body = body[equals[0] + 1 :]
        expression = self.terms.parse(body)
        parse(expression)
        self.objective = Objective(
            sense=_SENSES[sense.text.lower()], expression=expression, sentence=self._quote(piece)
        )

    def _comparison(self, rest: list[Token], piece: list[Token]) -> None:
        sides: list[list[Token]] = [[]]
        relations: list[str] = []
        for token in rest:
            if token.kind == "rel":
                relations.append(_RELATIONS[token.text])
                sides.append([])
            else:
                sides[-1].append(token)
        chained = len(relations) == 2 and (
            "==" in relations or relations[0] != relations[1] or self.pending
        )
        if len(relations) > 2 or chained:
            raise NotAlgebra(self._quote(piece))
        subjects = [[token] for token in self.pending] + [sides[0]]
        start = (self.pending or piece)[0].start
        quote = self.problem.text[start : piece[-1].end]
        if self.pending and not (len(sides[0]) == 1 and sides[0][0].kind == "name"):
            raise NotAlgebra(quote)
        others = [self.terms.parse(side) for side in sides[1:]]
        self.pending = []
        group = []
        for subject in subjects:
            told = [self.terms.parse(subject), *others]
            expression = told[0]
            for relation, side in zip(relations, told[1:], strict=True):
                expression += f" {relation} {side}"
            parse(expression)
            name = f"limit_{len(self.constraints) + 1}"
            self.constraints.append(Constraint(name=name, expression=expression, sentence=quote))
            group += self._bound(told, relations)
        self.group = tuple(group)

    def _bound(self, told: list[str], relations: list[str]) -> list[str]:
        """The variable that stands alone; noted where the comparison bounds it from below."""
        for place, side in enumerate(told):
            if side not in self.terms.variables:
                continue
            right = relations[place] if place < len(relations) else ""
            left = relations[place - 1] if place else ""
            beside = told[place + 1] if right == ">=" and place + 1 < len(told) else ""
            if left == "<=":
                beside = told[place - 1]
            if beside.lstrip("-").startswith("figure_") and " " not in beside:
                self.bounded.add(side)
            return [side]
        return []


def _every_index(text: str) -> str:
    """`text` with "x_j in {0,1} for all j" told of all variables, if all of them are some x."""
    found = _EVERY.search(text)
    if found is None:
        return text
    rest = text[: found.start()] + text[found.end() :]
    if {token.text[0] for token in lex(rest) if token.kind == "name"} - {found.group(1)}:
        return text
    # The set keeps its place, so that its figures are found again.
    gap = len(found.group()) - len(found.group(3))
    before = found.start(3) - found.start()
    told = "all".ljust(before) + found.group(3) + " " * (gap - before)
    return text[: found.start()] + told + text[found.end() :]


def _cut(tokens: list[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "stop" or token.text.lower() in _CUTS:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]
