# Tries to spin in several threads.
# expect: cpu_time
# protection: rlimit: CPU time
# limits: cpu_time=1
import hashlib
import threading

import pyomo.environ as pyo


def attempt(data):
    def spin():
        hashlib.pbkdf2_hmac("sha256", b"a", b"b", 10**9)

    threads = [threading.Thread(target=spin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
