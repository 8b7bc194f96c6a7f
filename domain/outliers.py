"""Facilities whose figures are far from those of the others of their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.disclosure import FEW_BELOW
from domain.offers import OPERATING
from domain.quality import Finding, finding_of
from domain.supplies import MEASURES

# Iglewicz and Hoaglin 1993: 0.6745 (x - median) / MAD beyond 3.5; where more than half are equal the MAD is 0 and the
# mean deviation stands in for it.
MAD_FACTOR, MEAN_FACTOR, OUTLIER_BEYOND = 0.6745, 0.7979, 3.5
FEWEST_FOR_OUTLIERS = 10


def _over(numerator: str, *denominator: str) -> Callable[[pd.DataFrame], npt.NDArray[np.float64]]:
    def ratio(facilities: pd.DataFrame) -> npt.NDArray[np.float64]:
        below = facilities[list(denominator)].prod(axis=1, skipna=False).to_numpy(dtype=np.float64)
        above = facilities[numerator].to_numpy(dtype=np.float64)
        found = np.full(len(facilities), np.nan)
        np.divide(above, below, out=found, where=below > 0)
        return found

    return ratio


# Ratios of one facility, and the measure in them that counts persons.
RATIOS: Mapping[str, tuple[Callable[[pd.DataFrame], npt.NDArray[np.float64]], str]] = {
    "pupils_per_class": (_over("pupils", "classrooms", "shifts"), "pupils"),
    "pupils_per_teacher": (_over("pupils", "teachers"), "pupils"),
    "m2_per_pupil": (_over("floor_area_m2", "pupils"), "pupils"),
    "graduates_per_place": (_over("graduates", "training_places"), "graduates"),
    "staff_per_bed": (_over("staff", "beds"), ""),
}
RATIO_MEASURES = tuple(dict.fromkeys((*MEASURES, "staff", "graduates")))


def modified_z(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the modified z-scores of some numbers.

    Parameters
    ----------
    values : numpy.ndarray of float64, shape (n,)

    Returns
    -------
    numpy.ndarray of float64, shape (n,)
        0.6745 (x - median) / MAD; with MAD = 0, 0.7979 (x - median) / mean |x - median|; 0 where all are equal.

    Source
    ------
    Iglewicz, B., Hoaglin, D. (1993): How to detect and handle outliers.
    """
    away = values - np.median(values)
    spread, mean = float(np.median(np.abs(away))), float(np.mean(np.abs(away)))
    if spread > 0:
        return MAD_FACTOR * away / spread
    return MEAN_FACTOR * away / mean if mean > 0 else np.zeros_like(away)


def outliers(facilities: pd.DataFrame) -> Finding:
    """Tell which operating facilities have a ratio far from that of the others of their kind.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `facility_id, kind, status, name_fa, name_en, pcode` and `RATIO_MEASURES`.

    Returns
    -------
    Finding
        `facility_id, kind, name_fa, name_en, pcode, ratio, value, usual, score`: the ratio, the median of its kind,
        and the modified z-score of the ratio's logarithm, beyond 3.5 either way. Kinds with fewer than ten ratios,
        ratios of zero and those of fewer than ten persons are not looked at.
    """
    here = facilities[facilities["status"].isin(OPERATING)]
    checked, rows = 0, []
    for name, (ratio, persons) in RATIOS.items():
        for kind, own in here.groupby("kind", observed=True):
            values = ratio(own)
            good = np.isfinite(values) & (values > 0)
            if persons:
                good &= own[persons].to_numpy(dtype=np.float64) >= FEW_BELOW
            if good.sum() < FEWEST_FOR_OUTLIERS:
                continue
            checked += int(good.sum())
            known, figures = own[good], values[good]
            scores = modified_z(np.log(figures))
            for place in np.flatnonzero(np.abs(scores) > OUTLIER_BEYOND):
                row = known.iloc[int(place)]
                rows.append(
                    {
                        **{one: row[one] for one in ("facility_id", "name_fa", "name_en", "pcode")},
                        **{"kind": kind, "ratio": name, "value": float(figures[place])},
                        **{"usual": float(np.median(figures)), "score": float(scores[place])},
                    }
                )
    rows.sort(key=lambda row: (-abs(float(str(row["score"]))), str(row["facility_id"]), str(row["ratio"])))
    columns = ("facility_id", "kind", "name_fa", "name_en", "pcode", "ratio", "value", "usual", "score")
    return finding_of(checked, rows, columns)
