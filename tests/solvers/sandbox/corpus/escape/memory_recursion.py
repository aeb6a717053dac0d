# Tries to recurse without end.
# expect: exception
import pyomo.environ as pyo


def attempt(data):
    def deeper():
        return deeper()

    deeper()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
