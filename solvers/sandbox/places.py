"""What a Program may read: the interpreter, installed packages, a few facts of the machine."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_FACTS = (
    sys.executable,
    "/etc/ld.so.cache",
    "/etc/inputrc",
    "/etc/mime.types",
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/openssl.cnf",
    "/usr/share/locale",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/os-release",
    "/usr/share/zoneinfo",
    "/dev/zero",
    "/dev/urandom",
    "/dev/random",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    "/sys/kernel/mm/transparent_hugepage",
)
DISCARD = "/dev/null"


@dataclass(frozen=True)
class Places:
    """The files and folders that a Program may use.

    Attributes:
        readable: Real paths (no symbolic link in them), folders with all below.
        scratch: The folder that it may change, a real path; its working folder.
    """

    readable: tuple[str, ...]
    scratch: str

    def may_read(self, path: str) -> bool:
        """Whether a real path may be read."""
        return self.may_change(path) or any(_covers(place, path) for place in self.readable)

    def may_change(self, path: str) -> bool:
        """Whether a real path may be written, made or removed."""
        return path == DISCARD or _covers(self.scratch, path)


def readable_places() -> tuple[str, ...]:
    """What may be read, given what this process has imported so far, as real paths."""
    found = {os.path.realpath(path) for path in (*_LIBRARIES, *_FACTS, *_package_folders())}
    found |= {os.path.realpath(path) for path in _loaded_elsewhere(found)}
    found = {path for path in found if os.path.exists(path)}
    return tuple(sorted(p for p in found if not any(_covers(q, p) for q in found if q != p)))


def _covers(place: str, path: str) -> bool:
    return path == place or path.startswith(place + os.sep)


def _package_folders() -> set[str]:
    """Folders of the standard library and of installed packages."""
    paths = sysconfig.get_paths()
    folders = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders |= set(site.getsitepackages())
    folders |= {p for p in sys.path if Path(p).name in ("site-packages", "dist-packages")}
    library = sysconfig.get_config_var("LIBDIR")
    if isinstance(library, str) and Path(library).is_relative_to(sys.base_prefix):
        folders.add(library)
    if sys.base_prefix.startswith("/nix/store/"):
        folders.add("/nix/store")
    return folders


def _loaded_elsewhere(granted: set[str]) -> set[str]:
    """Folders of imported packages that lie outside `granted` (editable installs).

    A package's own folder, and single files for modules that stand alone: never the folder
    around them, which may hold anything.
    """
    found: set[str] = set()
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if not isinstance(path, str) or name == "__main__":
            continue
        real = os.path.realpath(path)
        if not any(_covers(place, real) for place in granted):
            found.add(os.path.dirname(real) if hasattr(module, "__path__") else real)
    return found


def keep_importable(readable: tuple[str, ...]) -> None:
    """Take off `sys.path` what may not be read, so that no import stumbles over it."""
    sys.path[:] = [
        entry
        for entry in sys.path
        if any(_covers(place, os.path.realpath(entry)) for place in readable)
    ]
