# Tries to swap a link while its mode is being changed.
# expect: refused
# protection: seccomp: *mod* *victim.txt
import os
import threading

import pyomo.environ as pyo


def attempt(data):
    open("own", "w").close()

    def swap():
        while True:
            for target in ("own", data["victim"]):
                os.symlink(target, "new")
                os.replace("new", "link")

    os.symlink("own", "link")
    threading.Thread(target=swap, daemon=True).start()
    while True:
        try:
            os.chmod("link", 0o600)
        except OSError:
            pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
