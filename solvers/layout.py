"""The fixed parts of compiled Programs, and how their lines are laid out.

What a person wrote goes through `comment` or `quotation`, which keep it inside of a comment.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

WIDTH = 100
INDENT = "    "
ROOM = WIDTH - 2 * len(INDENT)
"""Characters of a line inside of `build_model` and a rule."""

HEADER = '''\
"""A Pyomo model compiled by OptiMoot from a formulation; it runs without OptiMoot.

`build_model(data)` takes plain JSON: a list for each set, and for each parameter a number or
nested objects keyed by the members written as text.
"""

'''

NEVER = '''\
def never(model):
    """A constraint that nothing satisfies."""
    if model.component("{zero}") is None:
        model.{zero} = pyo.Var(bounds=(0, 0))
    return model.{zero} >= 1


'''

COMPARE = '''\
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

BETWEEN = '''\
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


def indented(lines: Sequence[str]) -> list[str]:
    """The lines one level further in."""
    return [f"{INDENT}{line}" if line else line for line in lines]


def statement(
    start: str, opening: str, pieces: Sequence[Sequence[str]], closing: str, *, comma: bool = True
) -> list[str]:
    """A statement on one line if it fits, else one piece a line.

    Args:
        start: What stands in front, such as `"return "`.
        opening: What opens the brackets, such as `"compare("`. Where it is a bare `"("` the
            brackets only serve to break the line, and one line goes without.
        pieces: What stands between the brackets, each piece as lines.
        closing: What closes them.
        comma: Whether a trailing comma changes nothing.
    """
    joined = ", ".join(" ".join(piece) for piece in pieces)
    if not any(line[0].isspace() for piece in pieces for line in piece):
        line = f"{start}{joined}" if opening == "(" else f"{start}{opening}{joined}{closing}"
        if len(line) <= ROOM:
            return [line]
    inside: list[str] = []
    for piece in pieces:
        inside += [*piece[:-1], f"{piece[-1]}{',' if comma and opening != '(' else ''}"]
    return [f"{start}{opening}", *indented(inside), closing]


def with_unit(meaning: str, unit: str) -> str:
    """The meaning, with the unit in brackets where there is one."""
    return f"{meaning} [{unit}]" if unit else meaning


def printable(text: str) -> str:
    """The text on one line, without characters that don't print (line separators, bidi marks)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def comment(text: str) -> list[str]:
    """The text as comment lines; none where it is empty."""
    clean = textwrap.shorten(printable(text), 600, placeholder=" …")
    return [f"# {line}" for line in textwrap.wrap(clean, ROOM)]


def quotation(sentence: str) -> list[str]:
    """The sentence as comment lines, in quotation marks."""
    return comment(f'"{sentence}"') if printable(sentence) else []
