# Uses a solver of its own choice while it builds.
# objective: 3
import pyomo.environ as pyo
from pyomo.contrib.solver.common.factory import SolverFactory


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 5))
    model.o = pyo.Objective(expr=model.x)
    model.c = pyo.Constraint(expr=model.x >= 3)
    results = SolverFactory("highs").solve(model)
    assert results.incumbent_objective == 3
    return model
