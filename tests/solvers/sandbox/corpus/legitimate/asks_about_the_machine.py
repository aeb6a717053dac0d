# Uses harmless questions about the machine.
# objective: 1
import getpass
import locale
import os
import sys
import uuid

import pyomo.environ as pyo



def build_model(data):
    assert os.cpu_count() >= 1 and os.getpid() > 0
    assert sys.version_info >= (3, 11)
    assert os.path.exists("/etc")
    assert os.listdir(".") == []
    os.environ.get("HOME")
    locale.getlocale()
    uuid.uuid4()
    os.urandom(8)
    try:
        getpass.getuser()
    except (KeyError, OSError):
        pass
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=model.x)
    return model
