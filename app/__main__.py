"""`python -m optimoot.app` is the program `optimoot`."""

from optimoot.app.cli import main

if __name__ == "__main__":
    main()
