"""Write a Program's model as an LP or MPS file, names kept."""

from __future__ import annotations

from typing import Literal

from optimoot.errors import InputError
from optimoot.program import Program
from optimoot.solvers.classify import read_form
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.lp_text import to_lp
from optimoot.solvers.messages import pyomo_warnings
from optimoot.solvers.mps_text import to_mps
from optimoot.solvers.reformulation import reformulate


def export(program: Program, form: Literal["lp", "mps"]) -> str:
    """The Program's model as the text of a file in CPLEX LP or free MPS format.

    Fixed variables are written as the constants that they are. Unguarded, as `execute` is.

    Raises:
        InputError: The model cannot be written in this format.
        ProgramError: The Program gives no model.
        BaseException: Whatever the Program itself raises.
    """
    with pyomo_warnings():
        model = load_model(program)
        reformulate(model)
        read = read_form(model)
    _refuse_what_files_cannot_hold(read, form)
    return to_lp(read) if form == "lp" else to_mps(read)


def _refuse_what_files_cannot_hold(read: ModelForm, form: str) -> None:
    if not read.variables:
        raise InputError(
            "The model has no free variable, so there is nothing to write.",
            remedy="Unfix a variable.",
        )
    general = [
        read.constraints[row].name
        for row, curve in read.curves.items()
        if curve.general is not None
    ]
    curve = read.objective.curve if read.objective is not None else None
    if curve is not None and curve.general is not None:
        general.append("the objective")
    if general:
        raise InputError(
            f"{form.upper()} files hold linear and quadratic models only; {general[0]!r} is "
            "neither.",
            remedy="Use the Pyomo program itself, or rewrite that part.",
        )
    if read.sos and form == "mps":
        raise InputError(
            f"SOS constraints such as {read.sos[0].name!r} are written in LP files only.",
            remedy="Write an LP file.",
        )
