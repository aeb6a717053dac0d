# Tries to outlive the result in a thread.
# expect: contained
import threading
import time

import pyomo.environ as pyo


def later(path):
    time.sleep(0.5)
    open(path, "w")


def build_model(data):
    threading.Thread(target=later, args=(data["outside"] + "/new.txt",)).start()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
