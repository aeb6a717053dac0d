# Uses datetime, calendar and time zones.
# objective: 29
import calendar
import datetime
import time
import zoneinfo

import pyomo.environ as pyo



def build_model(data):
    start = datetime.date(2024, 2, 1)
    days = calendar.monthrange(start.year, start.month)[1]
    noon = datetime.datetime(2024, 2, 1, 12, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    assert noon.utcoffset() == datetime.timedelta(hours=-5)
    assert time.time() > 0
    datetime.datetime.now().strftime("%A")
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(days), bounds=(1, 2))
    model.o = pyo.Objective(expr=sum(model.x[d] for d in range(days)))
    return model
