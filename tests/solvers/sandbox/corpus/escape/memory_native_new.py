# Tries to take more memory than there is, in C++.
# expect: memory
# protection: rlimit: address space
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL("libstdc++.so.6")._Znwm(ctypes.c_size_t(8 << 30))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
