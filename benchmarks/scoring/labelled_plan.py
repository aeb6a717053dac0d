"""The plan that a label names, held against our own formulation in plain arithmetic.

OptiBench labels the values of variables by free-text names. Where these can be told from one
another by words that our decisions have too, the labelled plan can be put into our formulation:
what it breaks there, or what it is worth, tells how the label's problem and ours differ; where it
holds and is worth as much as ours, it is another best plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from optimoot.agents.answer import Answer
from optimoot.benchmarks.items import Item
from optimoot.effort import EffortError
from optimoot.errors import InputError
from optimoot.evaluation import Evaluation, Index, evaluate
from optimoot.formulation import Formulation
from optimoot.memory.wording import root_of, words_of
from optimoot.solvers.checks.context import plan_of

_TOLERANCE: Final = 1e-4
"""Labelled values are rounded to a few digits."""
_Cell = tuple[str, Index]


def labelled_plan(item: Item, answer: Answer) -> str:
    """What the labelled plan is in our formulation, one sentence; empty where that is not known.

    It is not known where the item labels no variables, where there is no formulation, and where
    names do not tell which decision each labelled value belongs to.
    """
    formulation, program, outcome = answer.formulation, answer.program, answer.outcome
    if formulation is None or program is None or outcome is None:
        return ""
    cells = [(name, index) for name, values in plan_of(outcome).items() for index in values]
    labels = _labels(item)
    mapped = assigned(list(labels), cells, formulation) if labels else None
    if mapped is None:
        return ""
    point: dict[str, dict[Index, float | None]] = {}
    for name, (variable, index) in mapped.items():
        point.setdefault(variable, {})[index] = labels[name]
    try:
        return _told(evaluate(formulation, program.data, point))
    except (InputError, EffortError):
        return ""  # the formulation cannot be evaluated: its certificate says so


def assigned(
    names: Sequence[str], cells: Sequence[_Cell], formulation: Formulation
) -> dict[str, _Cell] | None:
    """Which decision each label names; None where words do not tell, one for one, for all of them.

    Compared are the words that not all labels, or not all decisions, have in common.
    """
    if len(names) != len(cells):
        return None
    if len(names) == 1:
        return {names[0]: cells[0]}
    meanings = {variable.name: variable.meaning for variable in formulation.variables}
    of_labels = _telling([_roots(name) for name in names])
    of_cells = _telling([_roots(_text(cell, meanings)) for cell in cells])
    found: dict[str, _Cell] = {}
    for name, label in zip(names, of_labels, strict=True):
        common = [len(label & words) for words in of_cells]
        most = max(common)
        if most == 0 or common.count(most) > 1:
            return None
        found[name] = cells[common.index(most)]
    return found if len(set(found.values())) == len(cells) else None


def _labels(item: Item) -> dict[str, float]:
    """The labelled values of variables, without the objective; empty where one is no number."""
    values = dict(list(item.results.items())[:-1])
    numbers = {name: value for name, value in values.items() if not isinstance(value, str)}
    return numbers if len(numbers) == len(values) else {}


def _text(cell: _Cell, meanings: Mapping[str, str]) -> str:
    name, index = cell
    parts = [name, *map(str, index), meanings.get(name, "") if not index else ""]
    return " ".join(parts).replace("_", " ")


def _roots(text: str) -> frozenset[str]:
    return frozenset(root_of(word) for word in words_of(text))


def _telling(texts: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The words of each text that not every text has."""
    everywhere = frozenset.intersection(*texts)
    return [words - everywhere for words in texts]


def _told(found: Evaluation) -> str:
    worth = "no known worth" if found.objective is None else f"{found.objective:.10g}"
    if found.failures:
        return ""
    if found.is_feasible(_TOLERANCE):
        return f"In our formulation the labelled plan holds and is worth {worth}."
    worst = found.worst
    if worst is not None and worst.relative_violation > _TOLERANCE:
        place = f"[{', '.join(map(str, worst.index))}]" if worst.index else ""
        broken = (
            f"breaks {worst.name}{place} ({worst.left:.10g} {worst.relation} {worst.right:.10g})"
        )
    elif found.bounds:
        broken = f"puts {found.bounds[0].name} beyond its bound {found.bounds[0].bound:.10g}"
    else:
        broken = f"makes {found.integrality[0].name} no whole number"
    return f"In our formulation the labelled plan {broken}; it is worth {worth}."
