# Uses named expressions, sum_product and skipped constraints.
# objective: 7
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=range(4))
    model.x = pyo.Var(model.I, bounds=(0, 4))
    model.weight = pyo.Param(model.I, initialize=lambda m, i: i + 1)
    model.burden = pyo.Expression(expr=pyo.sum_product(model.weight, model.x))

    def order(m, i):
        return pyo.Constraint.Skip if i == 0 else m.x[i] <= m.x[i - 1]

    model.order = pyo.Constraint(model.I, rule=order)
    model.c = pyo.Constraint(expr=model.burden >= 7)
    model.o = pyo.Objective(expr=model.burden)
    return model
