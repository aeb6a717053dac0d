# Uses temporary files and folders.
# objective: 7
import json
import os
import shutil
import tempfile
from pathlib import Path

import pyomo.environ as pyo



def build_model(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "costs.json"
        path.write_text(json.dumps({"cost": 7}))
        shutil.copy(path, "copied.json")
        os.rename("copied.json", "moved.json")
        Path("touched").touch()
        Path("touched").touch()
        os.chmod("touched", 0o600)
        cost = json.loads(Path("moved.json").read_text())["cost"]
    with tempfile.NamedTemporaryFile("w+") as file:
        file.write(str(cost))
        file.seek(0)
        assert file.read() == "7"
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=cost * model.x)
    return model
