# Tries to have another process killed when memory runs out.
# expect: refused
# protection: landlock: write /proc/self/oom_score_adj
import pyomo.environ as pyo


def attempt(data):
    open("/proc/self/oom_score_adj", "w").write("-1000")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
