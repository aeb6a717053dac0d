# Uses prints and progress on both streams.
# objective: 1
import sys

import pyomo.environ as pyo



def build_model(data):
    for number in range(50):
        print("building part", number)
    print("a note", file=sys.stderr)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=model.x)
    model.pprint()
    return model
