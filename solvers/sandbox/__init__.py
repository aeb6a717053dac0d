"""The sandbox: every Program runs in it, whoever wrote it. See docs/sandbox.md."""

from optimoot.solvers.sandbox.client import Backend, Sandbox, protections, shared_sandbox
from optimoot.solvers.sandbox.protections import Protection, Protections

__all__ = [
    "Backend",
    "Protection",
    "Protections",
    "Sandbox",
    "protections",
    "shared_sandbox",
]
