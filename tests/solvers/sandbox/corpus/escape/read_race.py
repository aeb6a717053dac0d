# Tries to exchange a link while the file is opened.
# expect: refused
# protection: landlock: read *secret.txt
import os
import threading

import pyomo.environ as pyo


def attempt(data):
    open("harmless.txt", "w").close()
    go_on = True

    def exchange():
        while go_on:
            for target in (data["secret"], "harmless.txt"):
                os.symlink(target, "next")
                os.replace("next", "mine.txt")

    os.symlink("harmless.txt", "mine.txt")
    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        for _ in range(150):
            try:
                print(open("mine.txt").read(), end="")
            except OSError:
                pass
    finally:
        go_on = False
        thread.join()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
