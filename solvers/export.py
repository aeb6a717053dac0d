"""Write a Program's model as an LP or MPS file, names kept."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any, Literal

from pyomo.opt import WriterFactory

from optimoot.program import Program
from optimoot.solvers.loading import load_model


def export(program: Program, form: Literal["lp", "mps"]) -> str:
    """The Program's model as the text of a file in CPLEX LP or free MPS format."""
    model = load_model(program)
    if form == "lp":
        stream = io.StringIO()
        WriterFactory("lp").write(model, stream, symbolic_solver_labels=True)
        return stream.getvalue()
    return _mps(model)


def _mps(model: Any) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.mps"
        model.write(str(path), format="mps", io_options={"symbolic_solver_labels": True})
        return path.read_text(encoding="utf-8")
