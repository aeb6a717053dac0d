# Changes modes and times of its own files, and they do change.
# objective: 42
import os
import stat

import pyomo.environ as pyo


def act():
    with open("file", "w") as file:
        os.fchmod(file.fileno(), 0o600)
        os.utime(file.fileno(), ns=(5, 7))
    assert os.stat("file").st_mtime_ns == 7
    os.chmod("file", 0o400)
    assert stat.S_IMODE(os.stat("file").st_mode) == 0o400
    os.mkdir("folder")
    os.symlink("../file", "folder/link")
    os.utime("folder/link", (8, 9))
    assert os.stat("file").st_mtime == 9
    folder = os.open("folder", os.O_RDONLY)
    os.chmod("link", 0o644, dir_fd=folder)
    assert stat.S_IMODE(os.stat("file").st_mode) == 0o644
    os.utime("file")
    assert os.stat("file").st_mtime > 1_000_000_000
    os.chown("file", os.getuid(), -1)
    try:
        os.chmod("absent", 0o600)
    except FileNotFoundError:
        return
    raise AssertionError("changed what is not there")


def build_model(data):
    act()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
