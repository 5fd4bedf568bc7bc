from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calibration import Bounds, Rated, calibrate
from bot.domain.decision import Ranking, Thresholds, decide
from bot.domain.entry import EntryId
from bot.domain.judgement import Verdict, judge
from bot.domain.locale import Locale
from bot.domain.match import Candidate, Outcome

RIGHT, WRONG, DANGER = map(EntryId, ("right", "wrong", "danger"))
URGENT = frozenset({DANGER})


def rate(right: float, wrong: float, *, expected: EntryId | None = RIGHT) -> Rated:
    candidates = sorted(
        (Candidate(RIGHT, right), Candidate(WRONG, wrong)), key=lambda each: -each.score
    )
    return Rated(Ranking(Locale("de"), tuple(candidates)), expected)


def misled(rated: list[Rated], thresholds: Thresholds) -> float:
    verdicts = [judge(decide(one.ranking, thresholds, URGENT), one.expected) for one in rated]
    return verdicts.count(Verdict.MISLED) / len(verdicts)


def test_sure_answers_are_asserted_where_the_sure_are_right() -> None:
    rated = [rate(0.7, 0.2)] * 9 + [rate(0.2, 0.45)]
    thresholds = calibrate(rated, URGENT)
    assert thresholds.answer <= 0.7
    assert misled(rated, thresholds) == 0


def test_thresholds_rise_above_what_misleads() -> None:
    rated = [rate(0.95, 0.0)] * 8 + [rate(0.1, 0.75)] * 2
    thresholds = calibrate(rated, URGENT)
    assert misled(rated, thresholds) == 0
    assert decide(rated[0].ranking, thresholds, URGENT).outcome is Outcome.ANSWER


def test_out_of_scope_messages_raise_the_threshold_too() -> None:
    rated = [rate(0.9, 0.0)] * 8 + [rate(0.65, 0.0, expected=None)] * 2
    thresholds = calibrate(rated, URGENT)
    assert decide(rated[0].ranking, thresholds, URGENT).outcome is Outcome.ANSWER
    assert decide(rated[-1].ranking, thresholds, URGENT).outcome is not Outcome.ANSWER


def test_the_alarm_is_as_early_as_its_bound_allows() -> None:
    calm = Rated(Ranking(Locale("de"), (Candidate(RIGHT, 0.9), Candidate(DANGER, 0.08))), RIGHT)
    assert calibrate([calm] * 10, URGENT).urgent > 0.08
    assert calibrate([calm] * 10, URGENT, Bounds(alarmed=1.0)).urgent <= 0.08


def test_without_utterances_the_defaults_stay() -> None:
    assert calibrate([], URGENT) == Thresholds()


scores = st.floats(0, 1, allow_nan=False)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.builds(rate, scores, scores), min_size=1, max_size=12))
def test_the_bound_on_misleading_holds_or_the_defaults_stay(rated: list[Rated]) -> None:
    thresholds = calibrate(rated, URGENT)
    assert misled(rated, thresholds) <= 0.04 or thresholds.answer == Thresholds().answer
