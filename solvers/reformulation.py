"""Bring a model's logic into algebra, and refuse components that no solver here takes."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo
from pyomo.core.base.component import ActiveComponent
from pyomo.dae import DerivativeVar, Integral
from pyomo.gdp import Disjunct, Disjunction

from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.loading import ProgramError

_ALGEBRA = {pyo.Block, pyo.Constraint, pyo.Objective, pyo.SOSConstraint, pyo.Suffix, pyo.Piecewise}
_CALCULUS = {DerivativeVar, Integral}
"""Pyomo turns these into algebra only where a Program discretizes them itself."""
_LOGIC = {Disjunction, Disjunct, pyo.LogicalConstraint}


def reformulate(model: Any) -> tuple[str, ...]:
    """Rewrite disjunctions and logical constraints with big-M constraints, in place.

    Returns:
        One sentence that says so; nothing where there was no logic to rewrite.

    Raises:
        ProgramError: A component is of a kind that no solver here takes, or a big M would need
            a bound that some variable does not have.
    """
    kinds = _active_kinds(model)
    strange = {kind: name for kind, name in kinds.items() if kind not in _ALGEBRA | _LOGIC}
    if strange:
        named = ", ".join(f"{name!r} ({kind.__name__})" for kind, name in strange.items())
        _refuse(f"No solver here takes components such as {named}; write them as constraints.")
    if not kinds.keys() & _LOGIC:
        return ()
    try:
        if pyo.LogicalConstraint in kinds:
            pyo.TransformationFactory("contrib.logical_to_disjunctive").apply_to(model)
        pyo.TransformationFactory("gdp.bigm").apply_to(model)
    except Exception as error:  # noqa: BLE001  (Pyomo's transformations raise many kinds)
        text = " ".join(str(error).split())
        _refuse(
            f"The model's disjunctions could not be written as big-M constraints: {text} "
            "Give the variables in them finite bounds."
        )
    return ("Disjunctions and logical constraints were rewritten as big-M constraints.",)


def _active_kinds(model: Any) -> dict[type, str]:
    """The kinds of active components that state something, with one name of each."""
    found: dict[type, str] = {}
    for block in model.block_data_objects(active=True, descend_into=(pyo.Block, Disjunct)):
        for component in block.component_objects(active=True, descend_into=False):
            if isinstance(component, ActiveComponent) or component.ctype in _CALCULUS:
                found.setdefault(component.ctype, component.name)
    return found


def _refuse(message: str) -> None:
    raise ProgramError(Failure(kind=FailureKind.UNSUPPORTED, message=message))
