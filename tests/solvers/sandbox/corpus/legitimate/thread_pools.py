# Uses pools of threads and the locks of multiprocessing.
# objective: 42
import multiprocessing
from multiprocessing.pool import ThreadPool

import pyomo.environ as pyo


def act():
    assert multiprocessing.cpu_count() >= 1
    with ThreadPool(3) as pool:
        assert pool.map(abs, [-1, -2]) == [1, 2]
    lock, again = multiprocessing.Lock(), multiprocessing.RLock()
    with lock, again, again:
        assert not lock.acquire(timeout=0.01)
    one = multiprocessing.BoundedSemaphore(1)
    assert one.acquire() and not one.acquire(block=False)
    one.release()
    try:
        one.release()
    except ValueError:
        return
    raise AssertionError("released too often")


def build_model(data):
    act()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
