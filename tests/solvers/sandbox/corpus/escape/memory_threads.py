# Tries to start threads without end.
# expect: refused | memory | exception
# protection: threads | rlimit: address space | 
import threading
import time

import pyomo.environ as pyo


def attempt(data):
    threading.stack_size(32768)
    while True:
        threading.Thread(target=time.sleep, args=(10,), daemon=True).start()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
