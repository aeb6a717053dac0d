# Tries to act when its bound is read, after the model is built.
# expect: refused
# protection: seccomp: kill
import os

import pyomo.environ as pyo


class Bound(float):
    def __float__(self):
        os.kill(os.getppid(), 9)
        return 1.0


class Model(pyo.ConcreteModel):
    def component_data_objects(self, *arguments, **named):
        os.kill(os.getppid(), 9)
        return super().component_data_objects(*arguments, **named)

    def component_map(self, *arguments, **named):
        os.kill(os.getppid(), 9)
        return super().component_map(*arguments, **named)


def build_model(data):
    model = Model()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
