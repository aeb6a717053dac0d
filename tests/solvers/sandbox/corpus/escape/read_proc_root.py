# Tries to start from the root under another name.
# expect: refused
# protection: landlock: read /proc/self/root/etc/passwd | landlock: read /etc/passwd
import pyomo.environ as pyo


def attempt(data):
    print(open("/proc/self/root/etc/passwd").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
