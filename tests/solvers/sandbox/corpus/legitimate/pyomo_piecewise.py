# Uses a piecewise linear function.
# objective: 6
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 4))
    model.y = pyo.Var(bounds=(0, 20))
    model.curve = pyo.Piecewise(
        model.y, model.x, pw_pts=[0, 1, 2, 4], f_rule=[0, 4, 6, 20], pw_constr_type="EQ",
        pw_repn="BIGM_BIN",
    )
    model.o = pyo.Objective(expr=model.y)
    model.c = pyo.Constraint(expr=model.x >= 2)
    return model
