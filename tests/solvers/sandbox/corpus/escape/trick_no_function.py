# Tries nothing, and has no build_model.
# expect: syntax
import pyomo.environ as pyo
