"""Every end of a command: one paragraph, the remedy, the exit code, and no traceback."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from optimoot.app.failures import RunNote, guarded, quiet_threads, write_details
from optimoot.errors import InputError, RunError


@pytest.fixture(autouse=True)
def data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(tmp_path / "data"))
    return tmp_path / "data"


def ending(error, capsys, **known):
    def command(note):
        for name, value in known.items():
            setattr(note, name, value)
        raise error

    code = guarded(command)
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1
    return code, said.err


def test_a_command_that_ends_well_gives_its_own_code(capsys):
    assert guarded(lambda _note: 3) == 3
    assert capsys.readouterr().err == ""


def test_bad_input_is_two_and_names_the_remedy(capsys):
    code, said = ending(InputError("No file 'x'.", remedy="Name another."), capsys)
    assert (code, said) == (2, "Error: No file 'x'. Name another.\n")


def test_a_failed_run_is_one_and_can_be_resumed(capsys):
    error = RunError("The run broke.", run_id="r7", kept="runs/r7")
    code, said = ending(error, capsys, run_id="r7", resumable=True)
    assert code == 1
    assert "runs/r7" in said
    assert "optimoot solve --resume r7" in said


def test_an_interrupt_names_the_run(capsys):
    code, said = ending(KeyboardInterrupt(), capsys, run_id="r7", resumable=True)
    assert code == 130
    assert said == "Interrupted. Run 'r7' is kept. Go on with: optimoot solve --resume r7\n"
    assert ending(KeyboardInterrupt(), capsys)[1] == "Interrupted.\n"


def test_what_nobody_foresaw_goes_to_a_file(capsys, data_folder):
    code, said = ending(ZeroDivisionError("a \x1b[31m thing"), capsys, run_id="r7", resumable=True)
    assert code == 1
    (path,) = (data_folder / "errors").iterdir()
    assert str(path) in said
    assert "a \\x1b[31m thing" in said
    assert "--resume r7" in said
    assert "Traceback" in path.read_text()


def test_a_refusal_of_the_system_is_told_as_such(capsys):
    code, said = ending(OSError(28, "No space left on device", "/data/x"), capsys)
    assert code == 1
    assert "The system refused: No space left on device (/data/x)." in said
    assert "report" not in said


def test_details_go_into_the_folder_of_the_run(tmp_path):
    path = write_details(ValueError("x"), str(tmp_path / "run"))
    assert Path(path).parent == tmp_path / "run"


def test_details_find_a_place_where_the_data_folder_cannot_be_written(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(blocked))
    path = Path(write_details(ValueError("x")))
    assert path.is_file()
    path.unlink()


def test_a_failing_thread_leaves_no_traceback_on_the_terminal(monkeypatch, capsys):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    quiet_threads()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError("v"), None)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("error-") == 2


def test_a_request_to_end_is_orderly():
    def command(note):
        note.run_id, note.resumable = "r7", True
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(10)
        return 0

    before = signal.getsignal(signal.SIGTERM)
    assert guarded(command) == 143
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_reader_that_goes_away_is_no_traceback():
    code = textwrap.dedent(
        """
        import sys
        from optimoot.app.failures import guarded
        from optimoot.app.terminal.streams import take_streams

        def command(note):
            for _ in range(100_000):
                print("many lines")
            return 3

        take_streams()
        sys.exit(guarded(command))
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 3


def test_nothing_is_promised_where_no_run_began():
    assert RunNote().remedy == ""
    assert RunNote(run_id="r").remedy == ""
