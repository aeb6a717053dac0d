# Uses harmless questions about the machine.
# objective: 1
import getpass
import hashlib
import locale
import mimetypes
import multiprocessing
import os
import platform
import ssl
import sys
import uuid

import pyomo.environ as pyo



def build_model(data):
    assert os.cpu_count() >= 1 and os.getpid() > 0
    assert sys.version_info >= (3, 11)
    assert os.path.exists("/etc")
    assert os.listdir(".") == []
    os.environ.get("HOME")
    print(platform.platform(), platform.processor(), platform.node(), ssl.OPENSSL_VERSION)
    mimetypes.guess_type("table.csv")
    hashlib.sha256(b"a").hexdigest()
    try:
        multiprocessing.RLock()
    except OSError:
        pass
    try:
        os.getloadavg()
    except OSError:
        pass
    locale.getlocale()
    uuid.uuid4()
    os.urandom(8)
    try:
        getpass.getuser()
    except (KeyError, OSError):
        pass
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=model.x)
    return model
