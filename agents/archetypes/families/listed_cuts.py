"""Cutting stock told in prose: "44 pieces of 2.3 m, 70 of 1.7 m" from tubes 6 metres long."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.cutting_stock import (
    MEANS,
    MOST_PATTERNS,
    Cuts,
    asks_for_fewest,
    cut_template,
    cutting_patterns,
    is_cut,
)
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.series import line_at
from optimoot.agents.archetypes.surroundings import left_over
from optimoot.agents.archetypes.told_records import canonical
from optimoot.agents.builtin.units import dimension
from optimoot.problem import Number, NumberKind

_OF: Final = re.compile(
    r"\s?(?:(?:[^\W\d_]+ ){0,3}(?:of|at|measuring|with a (?:length|width) of)|[^\W\d_]+ [x×]|[x×]|"
    r"(?:[^\W\d_]+ )?each)\s?(?:length |width )?|\s(?:[^\W\d_]+ ){0,2}[^\W\d_]+s\s"
)
"""Between how many and how long: "pieces of", "of", "x"."""
_NEXT: Final = re.compile(
    r"\s?-?\s?(?P<unit>[^\W\d_]{1,12})?(?: (?:each|long|wide|in length|pieces))?"
    r"\s?(?:,|;| and\b|, and\b|,? as well as|,? plus)\s(?:and )?"
)
_UNIT: Final = re.compile(r"\s?-?\s?(?P<unit>[^\W\d_]{1,12})\b")
_KNOWN: Final = (
    *MEANS,
    r"\b(?:off-?cuts?|left-?overs?|left - overs?|waste|remnants?|trimmings|remainders?|rests?)\b"
    r"(?: \w+){0,2}? (?:is|are|has|have) "
    r"(?:scrapped|thrown away|discarded|of no \w+|ignored|worthless|no value|not (?:kept|reused))",
    r"\bthe (?:saw|blade|cut)(?: (?:cut|blade|itself))* (?:takes(?: off| away)?|removes|loses|"
    r"wastes) nothing\b",
    r"\b(?:may|can|must) not be (?:\w+ )?(?:spliced|joined|welded|glued|sewn|soldered|"
    r"patched)(?: together)? from (?:shorter|smaller|several) (?:ones|pieces|lengths)\b",
    r"\b(?:may|can|must) not be (?:spliced|joined|welded|glued|sewn|soldered|patched)"
    r"(?: together)?\b(?! from)|"
    r"\bcannot be (?:spliced|joined|welded|glued|sewn|soldered)(?: together)?\b",
    r"\b(?:has to|must|needs to|have to) (?:buy|saw off|saw|cut|order|purchase|use|open|deliver|"
    r"supply)\b",
    r"\b(?:least|smallest|minimum|minimal|lowest|fewest)\b(?= [\w -]*\?)|\bneeded\b(?= ?\?)",
)
_OTHER: Final = re.compile(
    r"\b(?:costs?|price\w*|kerf|loses \d|at most|no more than|exactly|overtime|weigh\w*|"
    r"per tube|also|another|second|faulty|defect\w*|every (?:\w+th|second|third))\b|"
    r"\b(?:can|may|could) (?:also )?be (?:\w+ )?(?:welded|joined|spliced|glued|sewn|soldered|"
    r"patched|put together|reused|combined)\b"
)


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or not is_cut(case) or _OTHER.search(case.lower):
        return None
    asks = asks_for_fewest(case)
    told = _orders(case)
    if not asks or told is None:
        return None
    orders, sizes, unit = told
    taken = {n.id for n in (*orders, *sizes)}
    left = [
        n for n in left_over(case, taken) if not (n.text.isalpha() and n.value in (2, len(sizes)))
    ]
    if (
        not left
        or len({n.value for n in left}) != 1
        or not all(_has_unit(case, n, unit) for n in left)
    ):
        return None
    stock = left[0]
    values = [n.value for n in sizes]
    if stock.value < max(values) or len(set(values)) < len(values):
        return None
    patterns = cutting_patterns(values, stock.value)
    if len(patterns) > MOST_PATTERNS:
        return None
    lines = tuple(dict.fromkeys(line_at(case, n.start) for n in orders))
    draft = cut_template(case, Cuts(sizes, orders, stock, lines), patterns)
    draft.covered.update({asks[0].index, line_at(case, stock.start)})
    draft.explain({n.id: "tells the size of the stock again" for n in left[1:]})
    explain_sizes(draft, len(sizes))
    doubt_remainder(draft, _KNOWN, ())
    return draft


def _orders(case: Case) -> tuple[tuple[Number, ...], tuple[Number, ...], str] | None:
    """How many, how long and in which unit: a run of pairs, the longest one of the text."""
    text = case.problem.text
    numbers = case.problem.numbers
    best: list[tuple[Number, Number]] = []
    run: list[tuple[Number, Number]] = []
    units: set[str] = set()
    place = 0
    while place + 1 < len(numbers):
        count, size = numbers[place], numbers[place + 1]
        pair = _is_pair(case, count, size)
        joined = bool(run) and _NEXT.fullmatch(text[run[-1][1].end : count.start]) is not None
        if not pair:
            run, place = [], place + 1
            continue
        run = [*run, (count, size)] if joined else [(count, size)]
        best = run if len(run) > len(best) else best
        place += 2
    for _, size in best:
        told = _UNIT.match(text, size.end)
        word = _length(told.group("unit")) if told else ""
        units |= {word} if word else set()
    if len(best) < _FEWEST or len(units) != 1:
        return None
    return tuple(c for c, _ in best), tuple(s for _, s in best), units.pop()


_FEWEST: Final = 2


def _is_pair(case: Case, count: Number, size: Number) -> bool:
    gap = case.problem.text[count.end : size.start]
    plain = count.kind is NumberKind.PLAIN and size.kind is NumberKind.PLAIN
    return plain and count.value.is_integer() and _OF.fullmatch(gap) is not None


def _length(word: str) -> str:
    unit = canonical(word)
    return unit if dimension(unit) in ("length", "mass", "volume") else ""


def _has_unit(case: Case, number: Number, unit: str) -> bool:
    """Whether a figure is told in this unit; one stock size in another unit is not understood."""
    told = _UNIT.match(case.problem.text, number.end)
    return told is not None and _length(told.group("unit")) == unit


FAMILY: Final = Family(
    name="cutting stock told in prose",
    roles={"size": "of each ordered piece", "ordered": "how many", "stock": "size of what is cut"},
    fill=_fill,
)
