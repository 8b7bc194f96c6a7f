"""What there is of each kind and state: told only where enough reported, persons only from ten."""

import numpy as np
import pandas as pd
import pytest

from domain.stock import Stock, stock, together

LIMIT = 0.2


def facilities(*pairs):
    return pd.DataFrame(pairs, columns=["kind", "status"])


def test_amounts_add_up_by_kind_and_state():
    data = facilities(("a", "operational"), ("b", "operational"), ("a", "operational"), ("a", "planned"))
    found = stock(data, np.array([1.0, 2.0, 4.0, 8.0]), LIMIT)
    assert found == {
        ("a", "operational"): Stock(2, 2, 5.0, "ok"),
        ("b", "operational"): Stock(1, 1, 2.0, "ok"),
        ("a", "planned"): Stock(1, 1, 8.0, "ok"),
    }
    assert together(found, ("operational",)) == 7.0
    assert together(found, ("closed",)) == 0.0


@pytest.mark.parametrize(("missing", "status"), [(1, "ok"), (2, "no_data")])
def test_a_fifth_may_be_missing_and_no_more(missing, status):
    amounts = np.array([np.nan] * missing + [3.0] * (5 - missing))
    found = stock(facilities(*[("a", "planned")] * 5), amounts, LIMIT)
    assert found["a", "planned"].status == status
    assert found["a", "planned"].reported == 5 - missing
    assert (found["a", "planned"].amount is None) == (status == "no_data")
    assert (together(found, ("planned",)) is None) == (status == "no_data")


@pytest.mark.parametrize(("persons", "amount"), [(9.0, None), (10.0, 10.0)])
def test_fewer_than_ten_persons_are_not_told(persons, amount):
    found = stock(facilities(("a", "operational")), np.array([persons]), LIMIT, persons=True)
    assert found["a", "operational"].amount == amount
    assert found["a", "operational"].status == ("few" if amount is None else "ok")


def test_nothing_is_no_trouble():
    assert stock(facilities(), np.array([]), LIMIT) == {}
