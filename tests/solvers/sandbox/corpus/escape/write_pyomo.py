# Tries to have Pyomo write the model outside.
# expect: refused
# protection: landlock: * *new.lp
import pyomo.environ as pyo


def attempt(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 1))
    model.o = pyo.Objective(expr=model.x)
    model.write(data["outside"] + "/new.lp")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
