"""OptiMoot: from a decision problem in plain language to a checked optimization model.

>>> import optimoot
>>> answer = optimoot.solve("A workshop makes chairs and tables. ...")  # doctest: +SKIP
>>> answer.variables  # doctest: +SKIP

Everything in `__all__` is public. Names are imported when first used, so that
`import optimoot` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimoot.agents.answer import Answer, Verdict
    from optimoot.agents.api import asolve, astream, check_program, replay, solve, stream
    from optimoot.agents.bundle import Bundle
    from optimoot.certificate import Certificate, Check, Confidence
    from optimoot.errors import InputError, MissingExtraError, OptimootError, RunError
    from optimoot.events import Event
    from optimoot.formulation import Formulation
    from optimoot.intake import make_problem
    from optimoot.outcome import Outcome
    from optimoot.problem import Number, Problem, Table
    from optimoot.program import Program
    from optimoot.settings import Settings
    from optimoot.solvers.options import SandboxLimits, SolveOptions
    from optimoot.stated_plan import StatedPlan
    from optimoot.tables import load_tables

__all__ = [
    "Answer",
    "Bundle",
    "Certificate",
    "Check",
    "Confidence",
    "Event",
    "Formulation",
    "InputError",
    "MissingExtraError",
    "Number",
    "OptimootError",
    "Outcome",
    "Problem",
    "Program",
    "RunError",
    "SandboxLimits",
    "Settings",
    "SolveOptions",
    "StatedPlan",
    "Table",
    "Verdict",
    "asolve",
    "astream",
    "check_program",
    "load_tables",
    "make_problem",
    "replay",
    "solve",
    "stream",
]

_HOMES = {
    "agents.answer": ("Answer", "Verdict"),
    "agents.api": ("asolve", "astream", "check_program", "replay", "solve", "stream"),
    "agents.bundle": ("Bundle",),
    "certificate": ("Certificate", "Check", "Confidence"),
    "errors": ("InputError", "MissingExtraError", "OptimootError", "RunError"),
    "events": ("Event",),
    "formulation": ("Formulation",),
    "intake": ("make_problem",),
    "outcome": ("Outcome",),
    "problem": ("Number", "Problem", "Table"),
    "program": ("Program",),
    "settings": ("Settings",),
    "solvers.options": ("SandboxLimits", "SolveOptions"),
    "stated_plan": ("StatedPlan",),
    "tables": ("load_tables",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'optimoot' has no attribute {name!r}")
    value = getattr(import_module(f"optimoot.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
