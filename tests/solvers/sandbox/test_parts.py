"""The parts that need no process: frames, reports, places, scratch folders, verdicts."""

from __future__ import annotations

import os
import signal
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.conflict import Conflict, ConflictMember, MemberKind
from optimoot.errors import InputError, RunError
from optimoot.outcome import Failure, FailureKind, Outcome, Termination, Times, VariableValue
from optimoot.solvers.sandbox.child import DENIED, DONE, FAILED
from optimoot.solvers.sandbox.confinement import PROTECTIONS
from optimoot.solvers.sandbox.outcomes import conflict_of, content_of, outcome_of
from optimoot.solvers.sandbox.places import Places
from optimoot.solvers.sandbox.protections import from_report
from optimoot.solvers.sandbox.protocol import Frames, JobSpec, Report, Stop, frame
from optimoot.solvers.sandbox.scratch import is_overfull, make_scratch, remove_scratch

SPEC = JobSpec("solve", wall=5, cpu=3, memory=2**30, output=2**18, disk=2**20)
SAFE = dict.fromkeys(PROTECTIONS, "")
SOLVED = Outcome(termination=Termination.CONVERGED, objective=1).model_dump_json().encode()


@given(st.lists(st.binary(max_size=50)), st.integers(1, 20))
def test_frames_come_out_as_they_went_in(contents: list[bytes], step: int) -> None:
    stream = b"".join(frame(content) for content in contents)
    frames = Frames(50)
    found = []
    for start in range(0, len(stream), step):
        frames.feed(stream[start : start + step])
        while (content := frames.next()) is not None:
            found.append(content)
    assert found == contents


def test_a_frame_over_the_limit_is_refused_before_it_comes() -> None:
    frames = Frames(10)
    frames.feed(frame(b"x" * 11)[:4])
    with pytest.raises(OverflowError, match="11"):
        frames.next()


def test_specs_and_reports_survive_their_journey() -> None:
    report = Report(SAFE, [("seccomp: socket", True)], Stop.OUTPUT, 9, 1, 0.5, 0.7, "é\n", True)
    assert Report.from_bytes(report.to_bytes()) == report
    assert JobSpec.from_bytes(SPEC.to_bytes()) == SPEC


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"stop": "never", "refused": []}', b"\xff"])
def test_what_is_no_report_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Report.from_bytes(raw)


class TestOutcomes:
    finished = Report(SAFE, finished=True)

    def test_solved(self) -> None:
        outcome = outcome_of(SPEC, replace(self.finished, printed="hi", wall=2), DONE + SOLVED)
        assert outcome.failure is None
        assert (outcome.objective, outcome.printed, outcome.times.total) == (1, "hi", 2)
        assert outcome.protections == dict.fromkeys(PROTECTIONS, True)

    def test_a_refusal_goes_before_a_claimed_solution(self) -> None:
        report = replace(self.finished, refused=[("seccomp: socket", True)])
        outcome = outcome_of(SPEC, report, DONE + SOLVED)
        assert outcome.objective is None
        assert outcome.failure is not None
        assert outcome.failure.protection == "seccomp: socket"

    def test_what_libraries_do_without_is_no_failure(self) -> None:
        report = replace(self.finished, refused=[("landlock: read /sys/x", False)])
        assert outcome_of(SPEC, report, DONE + SOLVED).failure is None

    def test_claimed_protections_count_for_nothing(self) -> None:
        missing = {**SAFE, "landlock": "an old kernel"}
        claimed = Outcome(
            termination=Termination.CONVERGED, protections={"landlock": True}, printed="forged"
        )
        report = replace(self.finished, protections=missing)
        outcome = outcome_of(SPEC, report, DONE + claimed.model_dump_json().encode())
        assert outcome.protections["landlock"] is False
        assert outcome.printed == ""

    @pytest.mark.parametrize("stop", list(Stop))
    def test_every_stop_is_a_failure_with_a_name(self, stop: Stop) -> None:
        outcome = outcome_of(SPEC, Report(SAFE, stop=stop), b"")
        assert outcome.failure is not None
        assert outcome.failure.protection
        assert outcome.termination is Termination.NOT_SOLVED

    @pytest.mark.parametrize(
        ("ended_by", "cpu", "kind"),
        [
            (signal.SIGXCPU, 2.9, FailureKind.CPU_TIME),
            (signal.SIGKILL, 3.9, FailureKind.CPU_TIME),
            (signal.SIGKILL, 0.1, FailureKind.CRASHED),
            (signal.SIGSEGV, 0.1, FailureKind.CRASHED),
            (signal.SIGSYS, 0.1, FailureKind.REFUSED),
        ],
    )
    def test_signals(self, ended_by: int, cpu: float, kind: FailureKind) -> None:
        outcome = outcome_of(SPEC, Report(SAFE, signal=ended_by, cpu=cpu), b"")
        assert outcome.failure is not None
        assert outcome.failure.kind is kind

    @pytest.mark.parametrize("result", [b"", b"x", DONE, DONE + b"[]", FAILED + b"{}"])
    def test_forged_results_are_crashes(self, result: bytes) -> None:
        outcome = outcome_of(SPEC, self.finished, result)
        assert outcome.failure is not None
        assert outcome.failure.kind is FailureKind.CRASHED

    def test_a_required_protection_that_is_missing(self) -> None:
        report = replace(self.finished, protections={**SAFE, "landlock": "an old kernel"})
        with pytest.raises(InputError, match=r"landlock \(an old kernel\).*Linux 5\.13"):
            outcome_of(replace(SPEC, require=True), report, b"")

    @given(st.binary(max_size=60))
    def test_no_claim_raises(self, claim: bytes) -> None:
        for tag in (b"", b"!", b"?", DONE, FAILED):
            outcome = outcome_of(SPEC, self.finished, tag + claim)
            assert outcome.failure is not None
            assert outcome.failure.kind is FailureKind.CRASHED

    @pytest.mark.parametrize(
        "failure",
        [
            Failure(kind=FailureKind.WALL_TIME, message="Buy more time at the desk."),
            Failure(kind=FailureKind.CRASHED, message="x", protection="landlock: read /etc/x"),
            Failure(kind=FailureKind.REFUSED, message="x", protection="landlock: read /etc/x"),
            Failure(kind=FailureKind.MEMORY, message="x", protection="the moon"),
        ],
    )
    def test_what_only_the_server_can_know_is_not_taken_from_a_claim(
        self, failure: Failure
    ) -> None:
        report = replace(self.finished, watched=True)
        outcome = outcome_of(SPEC, report, FAILED + failure.model_dump_json().encode())
        assert outcome.failure is not None
        assert outcome.failure.protection == "result: schema"
        assert failure.message not in outcome.failure.message.split()

    def test_limits_are_told_in_words_of_ours(self) -> None:
        claim = Failure(
            kind=FailureKind.MEMORY, message="Send money.", protection="rlimit: address space"
        )
        outcome = outcome_of(SPEC, self.finished, FAILED + claim.model_dump_json().encode())
        assert outcome.failure is not None
        assert outcome.failure.message == "The program ran out of memory."

    def test_words_of_a_claim_are_fit_to_be_shown(self) -> None:
        claimed = Outcome(
            termination=Termination.CONVERGED,
            variables=(VariableValue(name="a\x1b[2J", index=("\x07",), value=1),),
            messages=("one\x1b[31m", "two\nlines"),
            solver="\x9b",
        )
        outcome = outcome_of(SPEC, self.finished, DONE + claimed.model_dump_json().encode())
        assert outcome.variables[0].name == "a\\x1b[2J"
        assert outcome.variables[0].index == ("\\x07",)
        assert outcome.messages == ("one\\x1b[31m", "two lines")
        assert outcome.solver == "\\x9b"

    @pytest.mark.parametrize("number", ["1e999", "NaN", "Infinity", '"nan"', "9" * 400])
    def test_numbers_that_are_none(self, number: str) -> None:
        for text in (
            f'{{"termination": "converged", "objective": {number}}}',
            f'{{"termination": "converged", "variables": [{{"name": "x", "value": {number}}}]}}',
        ):
            outcome = outcome_of(SPEC, self.finished, DONE + text.encode())
            assert outcome.failure is not None
            assert outcome.failure.protection == "result: schema"

    @pytest.mark.parametrize(
        "text",
        [
            '{"termination": "not_solved"}',
            '{"termination": "converged", "solution": "optimal", "objective": 1,'
            ' "failure": {"kind": "exception", "message": "x"}}',
        ],
    )
    def test_outcomes_that_contradict_themselves(self, text: str) -> None:
        outcome = outcome_of(SPEC, self.finished, DONE + text.encode())
        assert outcome.failure is not None
        assert outcome.failure.protection == "result: schema"

    def test_claimed_times_stay_within_what_was_measured(self) -> None:
        claimed = Outcome(termination=Termination.CONVERGED, times=Times(build=1e9, solve=-1))
        report = replace(self.finished, wall=2)
        outcome = outcome_of(SPEC, report, DONE + claimed.model_dump_json().encode())
        assert outcome.times == Times(total=2)

    @pytest.mark.parametrize("unit", [b'{"name":"","value":1},', b"1,"])
    def test_results_of_too_many_pieces_are_not_parsed(self, unit: bytes) -> None:
        claim = b'{"termination":"converged","variables":[' + unit * 6_100_000 + b"1]}"
        tracemalloc.start()
        try:
            outcome = outcome_of(SPEC, self.finished, DONE + claim)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert outcome.failure is not None
        assert "500,000 variables and constraints" in outcome.failure.message
        assert peak < 3 * len(claim)

    def test_a_denial_counts_only_where_it_is_what_ended_the_program(self) -> None:
        report = replace(self.finished, refused=[("landlock: read /sys/x", False)])

        def kind(protection: str) -> FailureKind | None:
            claim = Failure(
                kind=FailureKind.EXCEPTION, message="no permission slip", protection=protection
            )
            outcome = outcome_of(SPEC, report, FAILED + claim.model_dump_json().encode())
            assert outcome.failure is not None
            assert not outcome.failure.protection.startswith(DENIED)
            return outcome.failure.kind

        assert kind("") is FailureKind.EXCEPTION
        assert kind(f"{DENIED}/tmp/x") is FailureKind.EXCEPTION
        assert kind(f"{DENIED}/sys/x") is FailureKind.REFUSED
        assert kind(DENIED) is FailureKind.REFUSED

    @pytest.mark.parametrize("ended_by", [signal.SIGABRT, signal.SIGSEGV])
    def test_words_are_no_evidence_of_memory(self, ended_by: int) -> None:
        report = Report(SAFE, signal=ended_by, printed="MemoryError\nstd::bad_alloc")
        for short, kind in ((False, FailureKind.CRASHED), (True, FailureKind.MEMORY)):
            outcome = outcome_of(SPEC, replace(report, short_of_memory=short), b"")
            assert outcome.failure is not None
            assert outcome.failure.kind is kind

    def test_a_child_that_was_never_confined_is_our_failure(self) -> None:
        with pytest.raises(RunError, match="no memory"):
            outcome_of(SPEC, Report(printed="first\nOSError: no memory\n"), b"")
        with pytest.raises(RunError, match="cannot fork"):
            outcome_of(SPEC, Report(trouble="cannot fork"), b"")

    def test_a_limit_met_before_it_was_confined_is_still_that_limit(self) -> None:
        outcome = outcome_of(SPEC, Report(stop=Stop.WALL_TIME), b"")
        assert outcome.failure is not None
        assert outcome.failure.kind is FailureKind.WALL_TIME

    def test_other_jobs_give_their_content_or_raise(self) -> None:
        assert content_of(SPEC, self.finished, DONE + b"text") == b"text"
        with pytest.raises(RunError, match="longer than 5 s"):
            content_of(SPEC, Report(SAFE, stop=Stop.WALL_TIME), b"")


def test_protections_name_what_is_missing() -> None:
    found = from_report({**SAFE, "seccomp": "switched off"})
    assert not found.complete
    assert [(item.name, item.reason) for item in found.missing] == [("seccomp", "switched off")]
    assert from_report(SAFE).complete
    assert not from_report({}).complete


class TestPlaces:
    places = Places(("/usr/lib", "/etc/localtime"), "/tmp/scratch")

    @pytest.mark.parametrize(
        "path", ["/usr/lib", "/usr/lib/x/y", "/etc/localtime", "/tmp/scratch/a", "/dev/null"]
    )
    def test_readable(self, path: str) -> None:
        assert self.places.may_read(path)

    @pytest.mark.parametrize("path", ["/", "/usr", "/usr/libx", "/etc", "/tmp/scratch2", ""])
    def test_not_readable(self, path: str) -> None:
        assert not self.places.may_read(path)

    def test_changeable(self) -> None:
        assert self.places.may_change("/tmp/scratch/a")
        assert not self.places.may_change("/usr/lib/x")


class TestScratch:
    def test_its_path_has_no_links(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        assert make_scratch(tmp_path / "link", 1) == str(tmp_path / "real" / "job1")

    def test_overfull(self, tmp_path: Path) -> None:
        (tmp_path / "a" / "b").mkdir(parents=True)
        (tmp_path / "a" / "b" / "file").write_bytes(b"x" * 50_000)
        assert not is_overfull(str(tmp_path), 100_000)
        assert is_overfull(str(tmp_path), 40_000)

    def test_a_link_counts_for_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "large").write_bytes(b"x" * 50_000)
        (tmp_path / "scratch").mkdir()
        (tmp_path / "scratch" / "link").symlink_to(tmp_path / "large")
        assert not is_overfull(str(tmp_path / "scratch"), 40_000)

    def test_many_files_are_overfull(self, tmp_path: Path) -> None:
        for number in range(2100):
            (tmp_path / str(number)).touch()
        assert is_overfull(str(tmp_path), 2**40)

    def test_removal_goes_deeper_than_a_path_is_long(self, tmp_path: Path) -> None:
        folder = tmp_path / "scratch"
        folder.mkdir()
        at = os.open(folder, os.O_RDONLY)
        for _ in range(60):
            os.mkdir("d" * 200, dir_fd=at)
            deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = deeper
        os.close(at)
        assert is_overfull(str(folder), 2**40)
        remove_scratch(str(folder))
        assert not folder.exists()

    def test_removal_opens_closed_folders_and_follows_no_link(self, tmp_path: Path) -> None:
        kept = tmp_path / "kept"
        kept.mkdir()
        (kept / "file").touch()
        folder = tmp_path / "scratch"
        (folder / "a" / "b").mkdir(parents=True)
        (folder / "a" / "b" / "file").touch()
        (folder / "link").symlink_to(kept)
        (folder / "a" / "link").symlink_to(kept)
        (folder / "a" / "b").chmod(0)
        (folder / "a").chmod(0)
        remove_scratch(str(folder))
        assert not folder.exists()
        assert (kept / "file").exists()

    def test_removing_what_is_gone_is_no_error(self, tmp_path: Path) -> None:
        remove_scratch(str(tmp_path / "absent"))


class TestConflictClaims:
    """What a child says of a conflict."""

    def test_only_names_are_kept_and_they_can_be_shown(self) -> None:
        claimed = Conflict(
            members=(
                ConflictMember(
                    kind=MemberKind.CONSTRAINT, name="cap\x1b[31m", meaning="forged", sentence="so"
                ),
            )
        )
        (member,) = conflict_of(claimed.model_dump_json().encode()).members
        assert (member.name, member.meaning, member.sentence) == ("cap\\x1b[31m", "", "")

    @pytest.mark.parametrize("content", [b"{}", b"no", b'{"members": [{"name": 3}]}', b"\xff"])
    def test_what_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(RunError, match="no conflict that can be read"):
            conflict_of(content)
