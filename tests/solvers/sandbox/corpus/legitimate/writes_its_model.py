# Uses LP and MPS files of its own model, in scratch.
# objective: 1
import pathlib

import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=model.x)
    model.write("model.lp", io_options={"symbolic_solver_labels": True})
    model.write("model.mps")
    assert "x" in pathlib.Path("model.lp").read_text()
    return model
