# Uses numpy.
# objective: 3
import numpy as np
import pyomo.environ as pyo



def build_model(data):
    matrix = np.eye(3) + np.diag(np.ones(2), 1)
    need = matrix @ np.ones(3)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(3), domain=pyo.NonNegativeReals)
    model.total = pyo.Objective(expr=sum(model.x[i] for i in range(3)))
    model.rows = pyo.Constraint(
        range(3), rule=lambda m, i: sum(float(matrix[i, j]) * m.x[j] for j in range(3)) == need[i]
    )
    return model
