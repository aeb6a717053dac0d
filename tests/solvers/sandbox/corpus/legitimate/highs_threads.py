# Uses HiGHS on several threads, inside the Program itself.
# objective: 2
import highspy
import pyomo.environ as pyo



def build_model(data):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 4)
    highs.setOptionValue("parallel", "on")
    first = highs.addVariable(lb=0, ub=4, type=highspy.HighsVarType.kInteger)
    second = highs.addVariable(lb=0, ub=4, type=highspy.HighsVarType.kInteger)
    highs.addConstr(2 * first + 3 * second >= 7)
    highs.minimize(first + second)
    least = highs.getInfo().objective_function_value
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 10))
    model.o = pyo.Objective(expr=model.x)
    model.c = pyo.Constraint(expr=model.x >= round(least, 6) - 1)
    return model
