# Uses warnings and logging, also to a file in scratch.
# objective: 1
import logging
import warnings

import pyomo.environ as pyo



def build_model(data):
    logging.basicConfig(level=logging.INFO, filename="build.log")
    logging.getLogger(__name__).info("building")
    warnings.warn("an old way of doing it", DeprecationWarning, stacklevel=1)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=model.x)
    return model
