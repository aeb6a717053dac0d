"""`python -m optimoot.app` is the program `optimoot`."""

from optimoot.app.cli import main

main()
