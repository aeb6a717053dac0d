# Tries to send a mail.
# expect: refused
# protection: seccomp: socket
import smtplib

import pyomo.environ as pyo


def attempt(data):
    smtplib.SMTP("127.0.0.1", data["port"], timeout=2)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
