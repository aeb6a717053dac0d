# Asks harmless things that libraries ask of the system.
# objective: 42
import mimetypes
import os
import platform
import tempfile
import uuid

import openpyxl
import pyomo.environ as pyo


def act():
    mimetypes.init()
    assert openpyxl.Workbook().active is not None
    assert platform.platform() and platform.architecture()[0] and platform.libc_ver() is not None
    assert uuid.uuid1().node == uuid.getnode()
    assert os.path.expanduser("~") == os.getcwd()
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 100_000)
        os.posix_fallocate(file.fileno(), 0, 200_000)


def build_model(data):
    act()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
