# Tries to act when it is deleted.
# expect: contained
import pyomo.environ as pyo


class Late:
    def __init__(self, path):
        self.path = path

    def __del__(self):
        open(self.path, "w")


KEPT = []


def build_model(data):
    KEPT.append(Late(data["outside"] + "/new.txt"))
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
