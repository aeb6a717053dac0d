"""Names that a Formulation may not use are made free: a renaming, no change of the model.

Models like to call a variable `load` or a constraint `range`. Asking them for another name costs a
completion; renaming costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from optimoot.formulation import Formulation
from optimoot.symbols import name_problem

_WORD = re.compile(r"\"[^\"]*\"|'[^']*'|[^\W\d]\w*")


def with_free_names(formulation: Formulation) -> Formulation:
    """The Formulation with names that are kept for Python or Pyomo replaced everywhere.

    A constraint that is named as something else is gets another name, too: nothing refers to it.

    Names that are no identifiers, words of Python or functions stay: what an expression means by
    them cannot be told, so the review has to speak.
    """
    taken = {name for name, _ in _names(formulation)}
    renamed: dict[str, str] = {}
    for name, component in _names(formulation):
        if "is kept" in name_problem(name, component=component):
            renamed[name] = _free(name, taken)
            taken.add(renamed[name])
    formulation = _renamed(formulation, renamed) if renamed else formulation
    return _with_own_names(formulation)


def _with_own_names(formulation: Formulation) -> Formulation:
    """Constraints that share their name with a set, parameter or variable under another one."""
    others = {name for name, _ in _names(formulation.model_copy(update={"constraints": ()}))}
    taken = others | {constraint.name for constraint in formulation.constraints}
    if not any(constraint.name in others for constraint in formulation.constraints):
        return formulation
    found = []
    for constraint in formulation.constraints:
        if constraint.name in others:
            name = _free(constraint.name, taken)
            taken.add(name)
            constraint = constraint.model_copy(update={"name": name})
        found.append(constraint)
    return formulation.model_copy(update={"constraints": tuple(found)})


def _names(formulation: Formulation) -> Iterator[tuple[str, bool]]:
    yield from ((index_set.name, False) for index_set in formulation.sets)
    yield from ((parameter.name, False) for parameter in formulation.parameters)
    yield from ((variable.name, True) for variable in formulation.variables)
    yield from ((constraint.name, True) for constraint in formulation.constraints)


def _free(name: str, taken: set[str]) -> str:
    stem = name.strip("_") or "name"
    number = 1
    while (free := f"the_{stem}" + (str(number) if number > 1 else "")) in taken:
        number += 1
    return free


def _renamed(formulation: Formulation, names: Mapping[str, str]) -> Formulation:
    def new(name: str) -> str:
        return names.get(name, name)

    def text(expression: str) -> str:
        return _WORD.sub(lambda word: new(word[0]), expression)

    def bound(value: float | str | None) -> float | str | None:
        return new(value) if isinstance(value, str) else value

    objective = formulation.objective
    return formulation.model_copy(
        update={
            "sets": tuple(s.model_copy(update={"name": new(s.name)}) for s in formulation.sets),
            "parameters": tuple(
                p.model_copy(update={"name": new(p.name), "index": tuple(map(new, p.index))})
                for p in formulation.parameters
            ),
            "variables": tuple(
                v.model_copy(
                    update={
                        "name": new(v.name),
                        "index": tuple(map(new, v.index)),
                        "lower": bound(v.lower),
                        "upper": bound(v.upper),
                    }
                )
                for v in formulation.variables
            ),
            "objective": objective
            and objective.model_copy(update={"expression": text(objective.expression)}),
            "constraints": tuple(
                c.model_copy(
                    update={
                        "name": new(c.name),
                        "expression": text(c.expression),
                        "for_each": text(c.for_each),
                    }
                )
                for c in formulation.constraints
            ),
        }
    )
