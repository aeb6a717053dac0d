# Tries to write to the kernel's log.
# expect: refused
# protection: landlock: write /dev/kmsg
import pyomo.environ as pyo


def attempt(data):
    open("/dev/kmsg", "w").write("in")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
