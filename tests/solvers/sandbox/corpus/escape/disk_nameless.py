# Tries to fill the disk with files that never had a name.
# expect: exception
# protection:
import errno
import os

import pyomo.environ as pyo


def attempt(data):
    try:
        os.open(".", os.O_TMPFILE | os.O_RDWR)
    except OSError as error:
        assert error.errno == errno.EOPNOTSUPP
        raise


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
