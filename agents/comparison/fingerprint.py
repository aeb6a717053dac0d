"""A canonical fingerprint of a model: equal for models that differ in names, order and scale only.

Columns and rows get colours from their figures, and then from the colours of what they stand
together with, until nothing changes (colour refinement, as in tests of graph isomorphism). Linear
models of equal colours have equal optimal values (Grohe, Kersting, Mladenov & Selman, 2014); with
whole numbers it is strong evidence and no proof.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from optimoot.agents.comparison.normal_form import NormalRow, goal_terms, normal_rows, rounded
from optimoot.coefficients import Coefficients

_ROUNDS = 12
"""More than small models need; refinement ends as soon as no colour splits."""


def fingerprint(model: Coefficients) -> str:
    """The fingerprint, 16 hexadecimal digits; empty where coefficients do not tell the model.

    That is so where it has parts that are neither linear nor quadratic.
    """
    if model.curved or any(row.curved for row in model.rows):
        return ""
    rows = normal_rows(model)
    columns, row_colours = _refined(model, rows)
    whole = (rounded(model.constant), model.sense, sorted(columns), sorted(row_colours))
    return _digest(whole)


def column_colours(model: Coefficients) -> tuple[str, ...]:
    """The colour of each column: columns of equal colour play the same part."""
    return tuple(_refined(model, normal_rows(model))[0])


def _refined(model: Coefficients, rows: tuple[NormalRow, ...]) -> tuple[list[str], list[str]]:
    goal = goal_terms(model)
    columns = [
        _digest((column.domain, rounded(goal.get((place,), 0.0))))
        for place, column in enumerate(model.columns)
    ]
    row_colours = [_digest((row.right, row.equation)) for row in rows]
    together = defaultdict(list)
    for number, row in enumerate(rows):
        for places, value in row.terms:
            for place in set(places):
                together[place].append((number, places, value))
    products = [(places, value) for places, value in goal.items() if len(places) > 1]
    for _ in range(_ROUNDS):
        kinds = len(set(columns)) + len(set(row_colours))
        row_colours = [
            _digest((colour, sorted((v, sorted(columns[p] for p in ps)) for ps, v in row.terms)))
            for colour, row in zip(row_colours, rows, strict=True)
        ]
        columns = [
            _digest(
                (
                    colour,
                    sorted(
                        (v, row_colours[n], sorted(columns[p] for p in ps if p != place))
                        for n, ps, v in together[place]
                    ),
                    sorted(
                        (rounded(v), sorted(columns[p] for p in ps))
                        for ps, v in products
                        if place in ps
                    ),
                )
            )
            for place, colour in enumerate(columns)
        ]
        if len(set(columns)) + len(set(row_colours)) == kinds:
            break
    return columns, row_colours


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
