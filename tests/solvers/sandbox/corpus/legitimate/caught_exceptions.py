# Uses exceptions that it handles.
# objective: 2
import pyomo.environ as pyo



def build_model(data):
    try:
        import gurobipy  # noqa: F401
    except ImportError:
        weight = 2
    try:
        open("no such file")
    except FileNotFoundError:
        pass
    try:
        {}["missing"]
    except KeyError as error:
        print("missing:", error)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=weight * model.x)
    return model
