"""The rule from checks to confidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.certificate import CHECKER, Check, CheckStatus, Confidence, Weight, confidence_from

ORDER = [Confidence.REFUTED, Confidence.DOUBTFUL, Confidence.CHECKED, Confidence.VERIFIED]

checks = st.builds(
    Check,
    name=st.sampled_from(["ran", "feasible", "grounded", "proven"]),
    title=st.just("a check"),
    status=st.sampled_from(CheckStatus),
    weight=st.sampled_from(Weight),
)


def check(status, weight=Weight.SUPPORTING, name="grounded"):
    return Check(name=name, title="a check", status=status, weight=weight)


LOOKED = check(CheckStatus.PASSED, name=CHECKER)


@pytest.mark.parametrize(
    ("found", "teams", "expected"),
    [
        ([check(CheckStatus.PASSED, Weight.ESSENTIAL)], 1, Confidence.CHECKED),
        ([check(CheckStatus.PASSED, Weight.ESSENTIAL)], 2, Confidence.CHECKED),
        ([check(CheckStatus.PASSED, Weight.ESSENTIAL), LOOKED], 2, Confidence.VERIFIED),
        ([check(CheckStatus.PASSED, Weight.ESSENTIAL), LOOKED], 1, Confidence.CHECKED),
        ([check(CheckStatus.WARNED)], 2, Confidence.CHECKED),
        ([check(CheckStatus.SKIPPED), LOOKED], 2, Confidence.VERIFIED),
        (
            [check(CheckStatus.PASSED), check(CheckStatus.SKIPPED, name=CHECKER)],
            2,
            Confidence.CHECKED,
        ),
        ([check(CheckStatus.SKIPPED, Weight.ESSENTIAL)], 2, Confidence.DOUBTFUL),
        ([check(CheckStatus.FAILED)], 2, Confidence.DOUBTFUL),
        ([check(CheckStatus.FAILED, Weight.ESSENTIAL)], 2, Confidence.REFUTED),
        ([], 2, Confidence.DOUBTFUL),
    ],
)
def test_rule(found, teams, expected):
    assert confidence_from(found, agreeing_teams=teams)[0] is expected


@given(st.lists(checks), checks.filter(lambda c: c.status is CheckStatus.FAILED))
def test_a_failed_check_never_raises_confidence(found, failed):
    before, _ = confidence_from(found, agreeing_teams=2)
    after, _ = confidence_from([*found, failed], agreeing_teams=2)
    assert ORDER.index(after) <= max(ORDER.index(before), ORDER.index(Confidence.DOUBTFUL))
    assert after not in (Confidence.VERIFIED, Confidence.CHECKED)


@given(st.lists(checks, min_size=1))
def test_the_reason_names_what_failed(found):
    confidence, because = confidence_from(found, agreeing_teams=1)
    failed = [c for c in found if c.status is CheckStatus.FAILED and c.weight is Weight.ESSENTIAL]
    assert bool(failed) == (confidence is Confidence.REFUTED)
    assert all(c.name in because for c in failed)


@given(st.lists(checks), st.integers(1, 3))
def test_one_team_is_never_verified(found, teams):
    confidence, _ = confidence_from(found, agreeing_teams=teams)
    assert confidence is not Confidence.VERIFIED or teams >= 2
