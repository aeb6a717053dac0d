"""Solvers, the compiler from Formulation to Program, the sandbox, and the certificate checks."""
