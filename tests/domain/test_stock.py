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
    amounts = np.array([1.0, 2.0, 4.0, 8.0])
    found = stock(data, amounts, LIMIT)
    assert found == {
        ("a", "operational"): Stock(2, 2, 5.0, "ok"),
        ("b", "operational"): Stock(1, 1, 2.0, "ok"),
        ("a", "planned"): Stock(1, 1, 8.0, "ok"),
    }
    assert together(data, amounts, ("operational",), LIMIT, persons=False) == Stock(3, 3, 7.0, "ok")
    assert together(data, amounts, ("closed",), LIMIT, persons=False) == Stock(0, 0, 0.0, "ok")


def test_the_limit_of_a_sum_holds_for_all_kinds_as_one():
    data = facilities(("a", "operational"), *[("b", "operational")] * 5)
    amounts = np.array([np.nan, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert stock(data, amounts, LIMIT)["a", "operational"].status == "no_data"
    assert together(data, amounts, ("operational",), LIMIT, persons=False) == Stock(6, 5, 5.0, "ok")


@pytest.mark.parametrize(("missing", "status"), [(1, "ok"), (2, "no_data")])
def test_a_fifth_may_be_missing_and_no_more(missing, status):
    amounts = np.array([np.nan] * missing + [3.0] * (5 - missing))
    data = facilities(*[("a", "planned")] * 5)
    found = stock(data, amounts, LIMIT)
    assert found["a", "planned"].status == status
    assert found["a", "planned"].reported == 5 - missing
    assert (found["a", "planned"].amount is None) == (status == "no_data")
    assert together(data, amounts, ("planned",), LIMIT, persons=False) == found["a", "planned"]


@pytest.mark.parametrize(("persons", "amount"), [(9.0, None), (10.0, 10.0)])
def test_fewer_than_ten_persons_are_not_told(persons, amount):
    found = stock(facilities(("a", "operational")), np.array([persons]), LIMIT, persons=True)
    assert found["a", "operational"].amount == amount
    assert found["a", "operational"].status == ("few" if amount is None else "ok")


def test_nothing_is_no_trouble():
    assert stock(facilities(), np.array([]), LIMIT) == {}
