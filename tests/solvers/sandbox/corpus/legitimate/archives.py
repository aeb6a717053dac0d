# Packs and unpacks archives, with names of owners and times of files.
# objective: 42
import os
import pwd
import shutil
import tarfile
import zipfile

import pyomo.environ as pyo


def act():
    with open("table.csv", "w") as file:
        file.write("a,b")
    os.utime("table.csv", (1_000_000_000, 1_000_000_001))
    with tarfile.open("all.tar", "w:gz") as archive:
        archive.add("table.csv")
    with zipfile.ZipFile("all.zip", "w") as archive:
        archive.write("table.csv")
    os.remove("table.csv")
    with tarfile.open("all.tar") as archive:
        assert archive.getmembers()[0].uname == pwd.getpwuid(os.getuid()).pw_name
        archive.extractall(".")
    assert os.stat("table.csv").st_mtime == 1_000_000_001
    os.mkdir("copy")
    shutil.copy2("table.csv", "copy")
    assert os.stat("copy/table.csv").st_mtime == 1_000_000_001


def build_model(data):
    act()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
