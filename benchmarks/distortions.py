"""Ways to tell a problem worse: other figures, other order, less text, other signs.

Each takes a Reference and a source of chance and gives a changed Problem with the results that are
right for it, or None where the text offers no place for it. Where no result is right, only an
abstention or a question is.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.builtin.text import read_text
from optimoot.benchmarks.references import Reference, Result, same
from optimoot.errors import InputError
from optimoot.intake import make_problem
from optimoot.problem import Number, NumberKind, Problem, Table

_DIGITS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|\.\d+")
_LIMIT: Final = re.compile(
    r"\b(?:least|most|more|less|fewer|than|up|maximum|minimum|max|min|exceed\w*|limit\w*|within"
    r"|between|from)\b",
    re.IGNORECASE,
)
_SIGNS: Final = "$€£¥"


@dataclass(frozen=True)
class Distorted:
    """A changed Problem.

    Attributes:
        right: The results that a sure answer may have; none: nothing sure is right.
    """

    problem: Problem
    right: tuple[Result, ...]


Distort = Callable[[Reference, random.Random], Distorted | None]


def near_figures(reference: Reference, chance: random.Random) -> Distorted | None:
    """Every figure is another one of its own magnitude."""
    return _with_figures(reference, {n.id: _nearby(n, chance) for n in _figures(reference)})


def other_magnitudes(reference: Reference, chance: random.Random) -> Distorted | None:
    """A third of the figures is a hundred times as large or as small."""
    figures = _figures(reference)
    chosen = chance.sample(figures, min(len(figures), 1 + len(figures) // 3))
    return _with_figures(reference, {n.id: n.value * chance.choice((100, 0.01)) for n in chosen})


def tiny_figure(reference: Reference, chance: random.Random) -> Distorted | None:
    """One figure is a millionth of itself, or less."""
    return _one(reference, chance, lambda value: value * chance.choice((1e-6, 1e-8)))


def huge_figure(reference: Reference, chance: random.Random) -> Distorted | None:
    """One figure is a million times as large, or more."""
    return _one(reference, chance, lambda value: value * chance.choice((1e6, 1e9)))


def negative_figure(reference: Reference, chance: random.Random) -> Distorted | None:
    """One figure is below zero."""
    return _one(reference, chance, lambda value: -value)


def contradictory(reference: Reference, chance: random.Random) -> Distorted | None:
    """A sentence comes twice, the second time with another figure."""
    text = reference.problem.text
    places = [
        (sentence, number)
        for sentence, start in _sentences(reference.problem)
        if "\n" not in sentence and not _LIMIT.search(sentence) and not sentence.endswith("?")
        for number in _figures(reference)
        if start <= number.start < start + len(sentence)
    ]
    if not places:
        return None
    sentence, number = chance.choice(places)
    value = _nearby(number, chance)
    value = value if value != number.value else 2 * value
    stated = {n.id: n.value for n in reference.problem.numbers}
    results = [reference.solve(stated), reference.solve(stated | {number.id: value})]
    literal = _literal(number, value)
    if None in results or literal is None:
        return None
    start = number.start - text.index(sentence)
    again = sentence[:start] + literal + sentence[start + len(number.text) :]
    end = text.index(sentence) + len(sentence)
    alike = same(results[0], results[1])  # type: ignore[arg-type] # neither is None
    right = (results[0],) if alike and results[0] is not None else ()
    return _told(f"{text[:end]} {again}{text[end:]}", reference.problem.tables, right)


def shuffled(reference: Reference, chance: random.Random) -> Distorted | None:
    """The sentences of each line stand in another order."""
    lines = reference.problem.text.split("\n")
    mixed = "\n".join(_shuffled_line(line, chance) for line in lines)
    if mixed == reference.problem.text:
        return None
    return _alike(reference, mixed)


def truncated(reference: Reference, chance: random.Random) -> Distorted | None:
    """The text breaks off between two words."""
    text = reference.problem.text
    gaps = [match.start() for match in re.finditer(r"\s+", text)][3:]
    if not gaps:
        return None
    offset = chance.choice(gaps)
    return _told(text[:offset], reference.problem.tables, reference.shortened(offset) or ())


def foreign_digits(reference: Reference, chance: random.Random) -> Distorted | None:
    """The digits are those of another script."""
    zero = chance.choice(("０", "٠", "०"))
    table = {ord(str(digit)): chr(ord(zero) + digit) for digit in range(10)}
    return _alike(reference, reference.problem.text.translate(table))


def foreign_dashes(reference: Reference, chance: random.Random) -> Distorted | None:
    """Hyphens, spaces and quotes are those that word processors put."""
    table = {
        ord("-"): chance.choice("‐‑–−"),
        ord(" "): chance.choice(("\u00a0", "\u2009", "  ")),
        ord("'"): "’",
        ord('"'): "”",
    }
    return _alike(reference, reference.problem.text.translate(table))


def mixed_currencies(reference: Reference, chance: random.Random) -> Distorted | None:
    """One amount of money is in another currency, and no rate is told."""
    text = reference.problem.text
    signs = [place for place, sign in enumerate(text) if sign in _SIGNS]
    money = [n for n in _figures(reference) if text[max(0, n.start - 1) : n.end][:1] in _SIGNS
             or n.text[:1] in _SIGNS]  # fmt: skip
    if len(signs) < 2 or len(money) < 2:
        return None
    number = chance.choice(money)
    place = number.start if text[number.start] in _SIGNS else number.start - 1
    other = chance.choice([sign for sign in _SIGNS if sign != text[place]])
    return _told(text[:place] + other + text[place + 1 :], reference.problem.tables, ())


def missing_cell(reference: Reference, chance: random.Random) -> Distorted | None:
    """A cell of a table that the model needs is empty."""
    problem = reference.problem
    cells = [n for n in _figures(reference) if _in_row(problem.text, n)]
    if cells:
        number = chance.choice(cells)
        blank = chance.choice(("", "?", "-", "n/a"))
        text = problem.text[: number.start] + blank + problem.text[number.end :]
        return _told(text, problem.tables, ())
    if not problem.tables:
        return None
    tables = list(problem.tables)
    place = chance.randrange(len(tables))
    emptied = _emptied(tables[place], chance)
    if emptied is None:
        return None
    tables[place] = emptied
    return _told(problem.text, tables, ())


def injected_algebra(reference: Reference, chance: random.Random) -> Distorted | None:
    """A sentence holds algebra in letters that stand for nothing."""
    text = reference.problem.text
    words = set(re.findall(r"\w+", text.lower()))
    free = [letter for letter in "pquvwz" if letter not in words]
    if len(free) < 2:
        return None
    first, second = chance.sample(free, 2)
    a, b, c = chance.randrange(2, 9), chance.randrange(2, 9), chance.randrange(3, 90)
    said = chance.choice(
        (
            f"Also, {a}{first} + {b}{second} >= {c} must hold.",
            f"In addition ${a}{first} - {b}{second} \\leq {c}$.",
            f"Furthermore {first} <= {c} and {second} >= {b}.",
            f"Note that {first} = {a} * {second} + {c}.",
        )
    )
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", text)] or [len(text)]
    place = chance.choice(ends)
    return _told(f"{text[:place]} {said}{text[place:]}", reference.problem.tables, ())


KINDS: Final[tuple[Distort, ...]] = (
    near_figures, other_magnitudes, tiny_figure, huge_figure, negative_figure, contradictory,
    shuffled, truncated, foreign_digits, foreign_dashes, mixed_currencies, missing_cell,
    injected_algebra,
)  # fmt: skip


def _figures(reference: Reference) -> list[Number]:
    return [n for n in reference.problem.numbers if n.id in reference.figures and n.value]


def _one(
    reference: Reference, chance: random.Random, change: Callable[[float], float]
) -> Distorted | None:
    figures = _figures(reference)
    if not figures:
        return None
    number = chance.choice(figures)
    return _with_figures(reference, {number.id: change(number.value)})


def _with_figures(reference: Reference, changes: Mapping[str, float]) -> Distorted | None:
    """The text with other figures, if they are read as what was meant, and its result."""
    problem = reference.problem
    text, end = [], 0
    for number in problem.numbers:
        if number.id not in changes:
            continue
        literal = _literal(number, changes[number.id])
        if literal is None:
            return None
        text += [problem.text[end : number.start], literal]
        end = number.end
    told = _told("".join([*text, problem.text[end:]]), problem.tables, ())
    if not changes or told is None:
        return None
    meant = [changes.get(n.id, n.value) for n in problem.numbers]
    read = {number.id: number.value for number in told.problem.numbers}
    if len(meant) != len(read) or not all(map(_close, meant, read.values())):
        return None
    result = reference.solve(read)
    return None if result is None else replace(told, right=(result,))


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6)


def _nearby(number: Number, chance: random.Random) -> float:
    """Between half and twice the value, in as many decimals; a percentage stays one."""
    decimals = len(match.group().partition(".")[2]) if (match := _DIGITS.search(number.text)) else 0
    value = round(number.value * chance.uniform(0.5, 2), decimals)
    if number.kind is NumberKind.PERCENT and 0 < number.value < 100:
        value = round(chance.uniform(1, 99), decimals)
    return value if value > 0 else number.value


def _literal(number: Number, value: float) -> str | None:
    """The figure in the words of the old one; None where that has digits in several places."""
    places = _DIGITS.findall(number.text)
    if len(places) != 1:
        return None
    scale = number.value / float(places[0].replace(",", ""))  # "2k", "1.5 million"
    face = abs(value) / abs(scale)
    digits = f"{face:,.12f}" if "," in places[0] else f"{face:.12f}"
    digits = digits.rstrip("0").rstrip(".")
    sign = "-" if value < 0 < number.value else ""
    return sign + _DIGITS.sub(digits, number.text)


def _told(text: str, tables: Sequence[Table], right: tuple[Result, ...]) -> Distorted | None:
    try:
        return Distorted(make_problem(text, tables), right)
    except InputError:  # nothing is left, or too much
        return None


def _alike(reference: Reference, text: str) -> Distorted | None:
    """A text with the same meaning in other signs."""
    if text == reference.problem.text:
        return None
    result = reference.solve({n.id: n.value for n in reference.problem.numbers})
    return None if result is None else _told(text, reference.problem.tables, (result,))


def _sentences(problem: Problem) -> list[tuple[str, int]]:
    """The sentences with their offsets."""
    return [
        (sentence.quote, problem.text.index(sentence.quote))
        for sentence in read_text(problem)
        if sentence.quote in problem.text
    ]


def _shuffled_line(line: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", line)
    chance.shuffle(sentences)
    return " ".join(sentences)


def _in_row(text: str, number: Number) -> bool:
    """Whether the figure fills a cell of a Markdown table."""
    start = text.rfind("\n", 0, number.start) + 1
    end = text.find("\n", number.end)
    line = text[start : end if end >= 0 else len(text)]
    cell = text[text.rfind("|", start, number.start) + 1 : number.start]
    return line.count("|") >= 2 and not re.search(r"[^\s$€£]", cell)


def _emptied(table: Table, chance: random.Random) -> Table | None:
    places = [
        (row, column)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    ]
    if not places:
        return None
    row, column = chance.choice(places)
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = None
    return table.model_copy(update={"rows": tuple(map(tuple, rows))})
