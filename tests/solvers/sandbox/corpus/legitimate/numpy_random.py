# Uses numpy's random numbers, seeded, and linear algebra.
# objective: 1
import numpy as np
import pyomo.environ as pyo



def build_model(data):
    generator = np.random.default_rng(7)
    matrix = generator.random((20, 20)) + 20 * np.eye(20)
    right = matrix @ np.full(20, 0.05)
    start = np.linalg.solve(matrix, right)
    assert np.allclose(start, 0.05)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(20), bounds=(0, None))
    model.total = pyo.Objective(expr=sum(model.x[i] for i in range(20)))
    model.rows = pyo.Constraint(
        range(20), rule=lambda m, i: sum(matrix[i, j] * m.x[j] for j in range(20)) == right[i]
    )
    return model
