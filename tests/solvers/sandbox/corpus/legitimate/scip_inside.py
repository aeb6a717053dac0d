# Uses PySCIPOpt while it builds.
# objective: 2
import pyomo.environ as pyo
import pyscipopt


def build_model(data):
    scip = pyscipopt.Model()
    scip.hideOutput()
    x = scip.addVar("x", vtype="I", lb=0, ub=9)
    scip.addCons(x * x >= 3)
    scip.setObjective(x)
    scip.optimize()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(round(scip.getObjVal()), 5))
    model.o = pyo.Objective(expr=model.x)
    return model
