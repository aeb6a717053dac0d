# Tries to run a command from a pickle.
# expect: refused
# protection: seccomp: clone* | seccomp: vfork
import pickle

import pyomo.environ as pyo


def attempt(data):
    pickle.loads(b"cos\nsystem\n(S'touch " + data["outside"].encode() + b"/new.txt'\ntR.")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
