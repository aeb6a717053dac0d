# Uses an event loop with tasks, time and threads.
# objective: 42
import asyncio

import pyomo.environ as pyo


async def work():
    await asyncio.sleep(0.001)
    async with asyncio.timeout(5):
        return await asyncio.gather(asyncio.to_thread(abs, -3), asyncio.sleep(0, result=4))


def act():
    assert asyncio.run(work()) == [3, 4]


def build_model(data):
    act()
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
