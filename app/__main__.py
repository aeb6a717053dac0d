"""The program `optimoot`, also as `python -m optimoot.app`."""

import signal

# Until the command line listens (see `guarded`), Ctrl-C ends the program with no word: a
# traceback out of an import is no answer.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from optimoot.app.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
