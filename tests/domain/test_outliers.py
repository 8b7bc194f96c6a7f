"""Figures far from those of others of their kind, by the modified z-score."""

import statistics

import numpy as np
import pytest

from domain.outliers import OUTLIER_BEYOND, modified_z, outliers
from tests.domain.test_quality import facility, frame


def schools(pupils, **more):
    return [
        facility(f"f{place:02d}", pupils=float(count), classrooms=5.0, shifts=2.0, **more)
        for place, count in enumerate(pupils)
    ]


USUAL = [290, 295, 300, 305, 310, 315, 320, 325, 330, 335]


def test_a_school_with_ten_times_the_pupils_is_found_with_its_ratio_and_the_usual_one():
    found = outliers(frame(*schools([*USUAL, 3000])))
    assert (found.checked, found.found) == (11, 1)
    row = found.rows.iloc[0]
    assert (row["facility_id"], row["ratio"], row["value"], row["usual"]) == ("f10", "pupils_per_class", 300.0, 31.5)
    assert row["score"] > OUTLIER_BEYOND


def test_schools_alike_are_not_found():
    assert outliers(frame(*schools(USUAL))).found == 0


def test_a_figure_far_too_small_is_found_too():
    assert outliers(frame(*schools([*USUAL, 30]))).rows["score"].iloc[0] < -OUTLIER_BEYOND


def test_fewer_than_ten_of_a_kind_are_not_looked_at():
    assert outliers(frame(*schools([*USUAL[:8], 3000]))).checked == 0


def test_schools_of_fewer_than_ten_pupils_and_closed_ones_are_not_looked_at():
    rows = [*schools([*USUAL, 9]), facility("closed", status="closed", pupils=9000.0, classrooms=5.0, shifts=2.0)]
    assert (outliers(frame(*rows)).checked, outliers(frame(*rows)).found) == (10, 0)


def test_figures_that_were_not_reported_or_are_zero_are_not_looked_at():
    rows = [*schools(USUAL), facility("none", pupils=300.0), facility("zero", pupils=0.0, classrooms=5.0, shifts=1.0)]
    assert outliers(frame(*rows)).checked == 10


def test_other_kinds_are_not_measured_by_these():
    clinics = [
        facility(f"h{place}", kind="hospital", staff=float(count), beds=10.0)
        for place, count in enumerate(range(200, 212))
    ]
    found = outliers(frame(*schools([*USUAL, 3000]), *clinics))
    assert set(found.rows["kind"]) == {"primary_school"}
    assert found.checked == 23


@pytest.mark.parametrize("values", [[1.0, 2.0, 3.0, 4.0, 50.0], [2.0, 2.5, 3.0, 3.0, 9.0, 1.0]])
def test_the_score_is_the_textbooks(values):
    middle = statistics.median(values)
    mad = statistics.median(abs(one - middle) for one in values)
    assert list(modified_z(np.array(values))) == pytest.approx([0.6745 * (one - middle) / mad for one in values])


def test_with_half_of_the_figures_equal_the_mean_deviation_stands_in():
    values = np.array([5.0] * 9 + [50.0])
    assert modified_z(values)[-1] == pytest.approx(45 / (1.253314 * 4.5), rel=1e-3)
    assert outliers(frame(*schools([300] * 19 + [3000]))).found == 1
    assert list(modified_z(np.full(4, 7.0))) == [0.0] * 4
