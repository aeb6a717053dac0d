# Uses copies and pickles of its own data, and a cloned model.
# objective: 4
import copy
import pickle

import pyomo.environ as pyo



def build_model(data):
    copied = pickle.loads(pickle.dumps({"need": [4]}))
    assert copy.deepcopy(copied) == copied
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(copied["need"][0], 9))
    model.o = pyo.Objective(expr=model.x)
    return model.clone()
