# Tries to find the shell through the object graph.
# expect: refused
# protection: seccomp: clone* | seccomp: vfork | seccomp: fork
import pyomo.environ as pyo


def attempt(data):
    for found in object.__subclasses__():
        if found.__name__ == "_wrap_close":
            found.__init__.__globals__["system"]("id")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
