"""Compiles a Formulation to a Program: a Pyomo module that people can read and keep.

What a person wrote (meanings, units, sentences) enters the source only as comments of printable
characters, and member names only as Python literals: nothing that a Formulation says can become
code.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
from optimoot.solvers.spelling import loop_widths, pyomo_spelling, surely_holds_variable, write
from optimoot.soundness import require_sound
from optimoot.symbols import Symbols, loop_name, name_problem
from optimoot.syntax import Comparison, Loop, Name, Node, Relation, unparse_loops, walk

WIDTH = 100
INDENT = "    "


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
        titled = _comment(formulation.title) + [
            line for text in formulation.assumptions for line in _comment(f"Assumed: {text}")
        ]
        lead = "".join(f"{line}\n" for line in titled)
        return (
            f"{lead}{_HEADER}{self._imports()}{self._support()}"
            "def build_model(data: dict) -> pyo.ConcreteModel:\n"
            f'{INDENT}"""Build the model."""\n' + "\n".join(body) + "\n"
        )

    def _fresh(self, wanted: str) -> str:
        """A name that nothing else has."""
        name = wanted
        count = itertools.count(2)
        while name in self._taken or name_problem(name, component=True):
            name = f"{wanted}_{next(count)}"
        self._taken.add(name)
        return name

    def _imports(self) -> str:
        body = "import pyomo.environ as pyo\n\n\n"
        return f"import math\n\n{body}" if "math" in self._helpers else body

    def _support(self) -> str:
        if not self._helpers & {"compare", "between"}:
            return ""
        text = _NEVER.format(zero=self._fresh("zero"))
        text += _COMPARE if "compare" in self._helpers else ""
        return text + (_BETWEEN if "between" in self._helpers else "")

    def _write(self, node: Node, outer: Iterable[Loop] = ()) -> str:
        text = write(node, self._symbols, outer)
        if "math." in text:
            self._helpers.add("math")
        return text

    # Sets and parameters

    def _set(self, index_set: IndexSet) -> list[str]:
        name = index_set.name
        members = f'data["{name}"]'
        if self._symbols.arities[name] > 1:
            members = f"[tuple(member) for member in {members}]"
        if name in self._tested:  # a dictionary keeps the order and finds members at once
            members = f"dict.fromkeys({members})"
        return [*_comment(index_set.meaning), f"{name} = {members}"]

    def _parameter(self, parameter: Parameter) -> list[str]:
        lines = _comment(_with_unit(parameter.meaning, parameter.unit))
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
        return [*lines, *_statement(f"{name} = ", "{", f"{key}: {value} {loops}", "}")]

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
        bounds = f"({self._bound(low)}, {self._bound(high)})"
        if places and any(isinstance(b, str) and self._is_indexed(b) for b in (low, high)):
            bounds = f"lambda _model, {'*' if places > 1 else ''}key: {bounds}"
        if not (variable.domain is Domain.BINARY and (low, high) in ((0, None), (0, 1))):
            arguments.append(f"bounds={bounds}")
        lines = _comment(_with_unit(variable.meaning, variable.unit))
        return [*lines, *_statement(f"{name} = model.{name} = ", "pyo.Var(", arguments, ")")]

    def _is_indexed(self, parameter: str) -> bool:
        return bool(self._symbols.parameters[parameter].index)

    def _bound(self, bound: float | str | None) -> str:
        if isinstance(bound, str):
            return f"{bound}[key]" if self._is_indexed(bound) else bound
        return "None" if bound is None or math.isinf(bound) else f"{bound:.17g}"

    def _objective(self, objective: Objective | None) -> list[str]:
        name = "objective" if "objective" not in self._taken else self._fresh("objective_function")
        if objective is None:
            return [
                "# Any feasible point will do.",
                f"model.{name} = pyo.Objective(expr=0)",
            ]
        sense = "maximize" if objective.sense is Sense.MAXIMIZE else "minimize"
        lines = _comment(_with_unit(objective.meaning, objective.unit))
        lines += _quotation(objective.sentence)
        expression = self._write(parse(objective.expression).tree)
        arguments = [f"expr={expression}", f"sense=pyo.{sense}"]
        return [*lines, *_statement(f"model.{name} = ", "pyo.Objective(", arguments, ")")]

    # Constraints

    def _constraint(self, constraint: Constraint) -> list[str]:
        loops = parse_loops(constraint.for_each).loops
        comparison = parse(constraint.expression).tree
        if not isinstance(comparison, Comparison):
            raise TypeError(f"{constraint.name!r} is no comparison")
        index, arguments, first_lines = self._rule_arguments(loops)
        lines = [*_comment(constraint.meaning), *_quotation(constraint.sentence)]
        lines += _statement("@", "model.Constraint(", [index] if index else [], ")")
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
                pieces = [self._fresh(f"{target}_{n}") for n in range(1, width + 1)]
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
        return f"[{shape} {unparse_loops(tuple(loops), spelling)}]", arguments, first_lines

    def _stated(self, comparison: Comparison, loops: Sequence[Loop]) -> list[str]:
        sides = [self._write(operand, loops) for operand in comparison.operands]
        relations = [relation.value for relation in comparison.relations]
        if len(sides) == 3:
            self._helpers.add("between")
            if comparison.relations[0] is Relation.AT_LEAST:
                sides.reverse()
            return _statement("return ", "between(", ["model", *sides], ")")
        if any(surely_holds_variable(side, self._symbols) for side in comparison.operands):
            return _statement("return ", "(", self._write(comparison, loops), ")")
        self._helpers.add("compare")
        arguments = ["model", sides[0], f'"{relations[0]}"', sides[1]]
        return _statement("return ", "compare(", arguments, ")")


def _body(parts: Iterable[tuple[str, list[list[str]]]]) -> list[str]:
    """Titled blocks of lines, an empty line between them."""
    lines: list[str] = []
    for title, block in parts:
        if any(block):
            lines += [f"# {title}", *(line for part in block for line in part), ""]
    while lines and not lines[-1]:
        lines.pop()
    return [*lines, "", "return model"]


def _sets_tested_for_members(formulation: Formulation) -> frozenset[str]:
    """Sets that some expression asks for membership."""
    trees = [parse(c.expression).tree for c in formulation.constraints]
    loops = [loop for c in formulation.constraints for loop in parse_loops(c.for_each).loops]
    trees += [condition for loop in loops for condition in loop.conditions]
    if formulation.objective is not None:
        trees.append(parse(formulation.objective.expression).tree)
    return frozenset(
        operand.id
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Comparison)
        for relation, operand in zip(node.relations, node.operands[1:], strict=True)
        if relation in (Relation.IN, Relation.NOT_IN) and isinstance(operand, Name)
    )


# Layout


def _statement(start: str, opening: str, inside: str | list[str], closing: str) -> list[str]:
    """A statement on one line if it fits, else one argument a line.

    Where `inside` is one text and `opening` a bare parenthesis, the parentheses serve only to
    break the line.
    """
    pieces = [inside] if isinstance(inside, str) else inside
    joined = ", ".join(pieces)
    on_one_line = f"{start}{joined}" if opening == "(" else f"{start}{opening}{joined}{closing}"
    if len(on_one_line) <= WIDTH - 2 * len(INDENT):
        return [on_one_line]
    comma = "," if isinstance(inside, list) and not inside[0].startswith("[") else ""
    return [f"{start}{opening}", *(f"{INDENT}{piece}{comma}" for piece in pieces), closing]


def _with_unit(meaning: str, unit: str) -> str:
    return f"{meaning} [{unit}]" if unit else meaning


def _printable(text: str) -> str:
    """The text on one line, without characters that don't print (line separators, bidi marks)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _comment(text: str) -> list[str]:
    """The text as comment lines; none where it is empty."""
    clean = textwrap.shorten(_printable(text), 600, placeholder=" …")
    return [f"# {line}" for line in textwrap.wrap(clean, WIDTH - 2 * len(INDENT))]


def _quotation(sentence: str) -> list[str]:
    return _comment(f'"{sentence}"') if _printable(sentence) else []


_DOMAINS = {
    Domain.CONTINUOUS: "pyo.Reals",
    Domain.INTEGER: "pyo.Integers",
    Domain.BINARY: "pyo.Binary",
}

_HEADER = '''\
"""A Pyomo model compiled by OptiMoot from a formulation; it runs without OptiMoot.

`build_model(data)` takes plain JSON: a list for each set, and for each parameter a number or
nested objects keyed by the members written as text.
"""

'''

_NEVER = '''\
def never(model):
    """A constraint that nothing satisfies."""
    if model.component("{zero}") is None:
        model.{zero} = pyo.Var(bounds=(0, 0))
    return model.{zero} >= 1


'''

_COMPARE = '''\
def compare(model, left, relation, right):
    """The comparison; where neither side holds a variable, it is skipped or never satisfied."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        excess = {"<=": left - right, ">=": right - left, "==": abs(left - right)}[relation]
        holds = excess <= 1e-9 * max(1.0, abs(left), abs(right))
        return pyo.Constraint.Skip if holds else never(model)
    if relation == "<=":
        return left <= right
    return left >= right if relation == ">=" else left == right


'''

_BETWEEN = '''\
def between(model, low, body, high):
    """`low <= body <= high`; where the body holds no variable, skipped or never satisfied."""
    if isinstance(body, (int, float)):
        excess = max(low - body, body - high)
        holds = excess <= 1e-9 * max(1.0, abs(low), abs(high))
        return pyo.Constraint.Skip if holds else never(model)
    if low > high:
        return never(model)
    return pyo.inequality(low, body, high)


'''
