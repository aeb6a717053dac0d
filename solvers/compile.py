"""Compiles a Formulation to a Program: a Pyomo module that people can read and keep.

What a person wrote (meanings, units, sentences) enters the source only as comments of printable
characters, and member names only as Python literals: nothing that a Formulation says can become
code.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from optimoot.algebra import number_text
from optimoot.expression import parse, parse_loops
from optimoot.formulation import (
    Constraint,
    Domain,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.program import Origin, Program
from optimoot.solvers.layout import (
    BETWEEN,
    COMPARE,
    HEADER,
    INDENT,
    NEVER,
    ROOM,
    comment,
    indented,
    quotation,
    statement,
    with_unit,
)
from optimoot.solvers.spelling import (
    loop_widths,
    loops_within,
    pyomo_spelling,
    surely_holds_variable,
    write,
)
from optimoot.soundness import require_sound
from optimoot.symbols import Symbols, loop_name, name_problem
from optimoot.syntax import (
    Comparison,
    Constant,
    Loop,
    Name,
    Node,
    Relation,
    Term,
    Terms,
    unparse_loops,
    walk,
)

ZERO = Term(Constant(0))

_DOMAINS = {
    Domain.CONTINUOUS: "pyo.Reals",
    Domain.INTEGER: "pyo.Integers",
    Domain.BINARY: "pyo.Binary",
}


def compile_program(formulation: Formulation, data: Mapping[str, Any]) -> Program:
    """The Program of a Formulation.

    Args:
        formulation: A Formulation without errors (see `optimoot.review`).
        data: Its data, as `optimoot.binding.bind` makes it.

    Returns:
        A Program whose `build_model` gives a model with the Formulation's own names and indices for
        variables and constraints. An index where a constraint holds no variable is left out if the
        constraint is true there (to a relative 1e-9), and makes the model infeasible if it is not.

    Raises:
        InputError: The Formulation has errors; the message names them.
    """
    require_sound(formulation)
    return Program(source=_Compiler(formulation).source(), data=dict(data), origin=Origin.COMPILED)


class _Compiler:
    """Writes the source, part by part, as lines without indentation."""

    def __init__(self, formulation: Formulation) -> None:
        self._formulation = formulation
        self._symbols = Symbols(formulation)
        self._taken = {*self._symbols.sets, *self._symbols.parameters, *self._symbols.variables}
        self._taken |= {constraint.name for constraint in formulation.constraints}
        self._loop_names = {t for loop in _all_loops(formulation) for t in loop.targets}
        self._components = {
            s.name: self._fresh(f"{s.name}_set") if name_problem(s.name, component=True) else s.name
            for s in formulation.sets
        }
        self._tested = _sets_tested_for_members(formulation)
        self._helpers: set[str] = set()

    def source(self) -> str:
        """The whole module."""
        formulation = self._formulation
        parts = [
            ("Sets", [self._set(s) for s in formulation.sets]),
            ("Parameters", [self._parameter(p) for p in formulation.parameters]),
            ("Model", [self._model()]),
            ("Variables", [self._variable(v) for v in formulation.variables]),
            ("Objective", [self._objective(formulation.objective)]),
            ("Constraints", [[*self._constraint(c), ""] for c in formulation.constraints]),
        ]
        body = [f"{INDENT}{line}".rstrip() for line in _body(parts)]
        titled = comment(formulation.title) + [
            line for text in formulation.assumptions for line in comment(f"Assumed: {text}")
        ]
        lead = "".join(f"{line}\n" for line in titled)
        return (
            f"{lead}{HEADER}{self._imports()}{self._support()}"
            "def build_model(data: dict) -> pyo.ConcreteModel:\n"
            f'{INDENT}"""Build the model."""\n' + "\n".join(body) + "\n"
        )

    def _fresh(self, wanted: str) -> str:
        """A name that nothing else has, now taken."""
        name = self._free(wanted)
        self._taken.add(name)
        return name

    def _free(self, wanted: str) -> str:
        """A name that no element, loop variable or part of Pyomo has."""
        # Pyomo takes no name with `_` in front, and none may be longer than names can be.
        stem = f"the{wanted}"[:150] if wanted.startswith("_") else wanted[:150]
        names = itertools.chain([stem], (f"{stem}_{n}" for n in itertools.count(2)))
        used = self._taken | self._loop_names
        return next(n for n in names if n not in used and not name_problem(n, component=True))

    def _imports(self) -> str:
        body = "import pyomo.environ as pyo\n\n\n"
        return f"import math\n\n{body}" if "math" in self._helpers else body

    def _support(self) -> str:
        if not self._helpers & {"compare", "between"}:
            return ""
        text = NEVER.format(zero=self._fresh("zero"))
        text += COMPARE if "compare" in self._helpers else ""
        return text + (BETWEEN if "between" in self._helpers else "")

    def _write(self, node: Node, outer: Iterable[Loop] = ()) -> str:
        return self._noted(write(node, self._symbols, outer))

    def _noted(self, text: str) -> str:
        """The text, after noting what the module must import for it."""
        if "math." in text:
            self._helpers.add("math")
        return text

    def _lines(self, node: Node, outer: Iterable[Loop] = (), lead: str = "") -> list[str]:
        """The expression, with its terms on lines of their own where one line is too long."""
        text = f"{lead}{self._write(node, outer)}"
        if len(text) <= ROOM - len(INDENT) or not isinstance(node, Terms):
            return [text]
        first, *rest = node.terms
        # Beside a sign a term needs brackets where it is a sum or a choice itself.
        start = self._write(Terms((first, ZERO)), outer).removesuffix(" + 0")
        texts = [self._write(Terms((ZERO, term)), outer).removeprefix("0 ") for term in rest]
        return [f"{lead}(", *indented([start, *texts]), ")"]

    # Sets and parameters

    def _set(self, index_set: IndexSet) -> list[str]:
        name = index_set.name
        members = f'data["{name}"]'
        if self._symbols.arities[name] > 1:
            members = f"[tuple(member) for member in {members}]"
        if name in self._tested:  # a dictionary keeps the order and finds members at once
            members = f"dict.fromkeys({members})"
        return [*comment(index_set.meaning), f"{name} = {members}"]

    def _parameter(self, parameter: Parameter) -> list[str]:
        lines = comment(with_unit(parameter.meaning, parameter.unit))
        name, default = parameter.name, parameter.default
        if not parameter.index:
            value = f'data["{name}"]' if default is None else f'data.get("{name}", {default!r})'
            return [*lines, f"{name} = {value}"]
        keys, loops = self._key_loops(parameter.index)
        key = keys[0] if len(keys) == 1 else f"({', '.join(keys)})"
        value = f'data["{name}"]'
        for place, part in enumerate(keys, start=1):
            if default is None:
                value += f"[str({part})]"
            else:
                fallback = repr(default) if place == len(keys) else "{}"
                value += f".get(str({part}), {fallback})"
        pair = [[f"{key}: {value}", loops]]
        return [*lines, *statement(f"{name} = ", "{", pair, "}", comma=False)]

    def _key_loops(self, index: Sequence[str]) -> tuple[list[str], str]:
        """Names for the places of a subscript over these sets, and loops that run through them."""
        used: set[str] = set()
        loops: list[str] = []
        keys: list[str] = []
        for set_name in index:
            width = self._symbols.arities[set_name]
            names = []
            for _ in range(width):
                names.append(loop_name(set_name, used | self._taken))
                used.add(names[-1])
            keys += names
            loops.append(f"for {', '.join(names)} in {set_name}")
        return keys, " ".join(loops)

    def _model(self) -> list[str]:
        lines = ["model = pyo.ConcreteModel()"]
        for name, component in self._components.items():
            members = f"list({name})" if name in self._tested else name
            width = self._symbols.arities[name]
            lines.append(f"model.{component} = pyo.Set(initialize={members}, dimen={width})")
        return lines

    # Variables and objective

    def _variable(self, variable: Variable) -> list[str]:
        name = variable.name
        arguments = [f"model.{self._components[s]}" for s in variable.index]
        arguments.append(f"domain={_DOMAINS[variable.domain]}")
        low, high = variable.lower, variable.upper
        places = self._symbols.places(variable.index)
        key = self._free("key")
        bounds = f"({self._bound(low, key)}, {self._bound(high, key)})"
        if any(isinstance(b, str) and self._is_indexed(b) for b in (low, high)):
            block = self._free("block")
            bounds = f"lambda {block}, {'*' if places > 1 else ''}{key}: {bounds}"
        if not (variable.domain is Domain.BINARY and (low, high) in ((0, None), (0, 1))):
            arguments.append(f"bounds={bounds}")
        lines = comment(with_unit(variable.meaning, variable.unit))
        pieces = [[argument] for argument in arguments]
        return [*lines, *statement(f"{name} = model.{name} = ", "pyo.Var(", pieces, ")")]

    def _is_indexed(self, parameter: str) -> bool:
        return bool(self._symbols.parameters[parameter].index)

    def _bound(self, bound: float | str | None, key: str) -> str:
        if isinstance(bound, str):
            return f"{bound}[{key}]" if self._is_indexed(bound) else bound
        return "None" if bound is None or math.isinf(bound) else number_text(bound)

    def _objective(self, objective: Objective | None) -> list[str]:
        name = "objective" if "objective" not in self._taken else self._fresh("objective_function")
        if objective is None:
            return [
                "# Any feasible point will do.",
                f"model.{name} = pyo.Objective(expr=0)",
            ]
        sense = "maximize" if objective.sense is Sense.MAXIMIZE else "minimize"
        lines = comment(with_unit(objective.meaning, objective.unit))
        lines += quotation(objective.sentence)
        expression = self._lines(parse(objective.expression).tree, lead="expr=")
        pieces = [expression, [f"sense=pyo.{sense}"]]
        return [*lines, *statement(f"model.{name} = ", "pyo.Objective(", pieces, ")")]

    # Constraints

    def _constraint(self, constraint: Constraint) -> list[str]:
        loops = parse_loops(constraint.for_each).loops
        comparison = parse(constraint.expression).tree
        if not isinstance(comparison, Comparison):
            raise TypeError(f"{constraint.name!r} is no comparison")
        index, arguments, first_lines = self._rule_arguments(loops)
        lines = [*comment(constraint.meaning), *quotation(constraint.sentence)]
        pieces = [[index]] if index else []
        lines += statement("@", "model.Constraint(", pieces, ")")
        lines.append(f"def {constraint.name}({', '.join(['model', *arguments])}):")
        body = [*first_lines, *self._stated(comparison, loops)]
        return [*lines, *(f"{INDENT}{line}" for line in body)]

    def _rule_arguments(self, loops: Sequence[Loop]) -> tuple[str, list[str], list[str]]:
        """What a constraint is indexed by, its rule's arguments, and the rule's first lines.

        A loop variable that stands for a member of several parts gets them one by one from Pyomo.
        """
        arguments: list[str] = []
        first_lines: list[str] = []
        member: list[str] = []
        for loop in loops:
            width = self._symbols.arities[loop.source]
            if width > 1 and len(loop.targets) == 1:
                target = loop.targets[0]
                pieces = [self._free(f"{target}_{n}") for n in range(1, width + 1)]
                first_lines.append(f"{target} = ({', '.join(pieces)})")
                arguments += pieces
                member.append(f"*{target}")
            else:
                arguments += loop.targets
                member += loop.targets
        if not any(loop.conditions for loop in loops):
            sets = (f"model.{self._components[loop.source]}" for loop in loops)
            return ", ".join(sets), arguments, first_lines
        spelling = pyomo_spelling(self._symbols, loop_widths(self._symbols, loops))
        shape = member[0] if len(arguments) == 1 else f"({', '.join(member)})"
        if len(member) == 1 and len(arguments) > 1:
            shape = member[0].removeprefix("*")
        members = self._noted(unparse_loops(tuple(loops), spelling))
        return f"[{shape} {members}]", arguments, first_lines

    def _stated(self, comparison: Comparison, loops: Sequence[Loop]) -> list[str]:
        sides = [self._lines(operand, loops) for operand in comparison.operands]
        relations = [relation.value for relation in comparison.relations]
        if len(sides) == 3:
            self._helpers.add("between")
            if comparison.relations[0] is Relation.AT_LEAST:
                sides.reverse()
            return statement("return ", "between(", [["model"], *sides], ")")
        if any(surely_holds_variable(side, self._symbols) for side in comparison.operands):
            text = self._write(comparison, loops)
            if len(text) <= ROOM - len("return "):
                return [f"return {text}"]
        self._helpers.add("compare")
        pieces = [["model"], sides[0], [f'"{relations[0]}"'], sides[1]]
        return statement("return ", "compare(", pieces, ")")


def _body(parts: Iterable[tuple[str, list[list[str]]]]) -> list[str]:
    """Titled blocks of lines, an empty line between them."""
    lines: list[str] = []
    for title, block in parts:
        if any(block):
            lines += [f"# {title}", *(line for part in block for line in part), ""]
    while lines and not lines[-1]:
        lines.pop()
    return [*lines, "", "return model"]


def _trees(formulation: Formulation) -> list[Node]:
    """Every expression and every condition of a loop around one."""
    trees = [parse(constraint.expression).tree for constraint in formulation.constraints]
    if formulation.objective is not None:
        trees.append(parse(formulation.objective.expression).tree)
    for constraint in formulation.constraints:
        for loop in parse_loops(constraint.for_each).loops:
            trees += loop.conditions
    return trees


def _all_loops(formulation: Formulation) -> list[Loop]:
    loops = [loop for tree in _trees(formulation) for loop in loops_within(tree)]
    for constraint in formulation.constraints:
        loops += parse_loops(constraint.for_each).loops
    return loops


def _sets_tested_for_members(formulation: Formulation) -> frozenset[str]:
    """Sets that some expression asks for membership."""
    return frozenset(
        operand.id
        for tree in _trees(formulation)
        for node in walk(tree)
        if isinstance(node, Comparison)
        for relation, operand in zip(node.relations, node.operands[1:], strict=True)
        if relation in (Relation.IN, Relation.NOT_IN) and isinstance(operand, Name)
    )
