"""Claims of an id token, and what they let somebody do."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import ROLES, Rules, account_of, refusal, role_of

RULES = Rules(
    role_claim="realm_access.roles",
    viewers=frozenset({"planners", "v@bureau.example"}),
    staff=frozenset({"desk", "s@bureau.example"}),
    admins=frozenset({"it", "a@bureau.example"}),
)
NOW = 1_000_000
CLIENT = "hamgam"


def roles(*names):
    return {"realm_access": {"roles": list(names)}}


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        (roles("planners"), "viewer"),
        (roles("desk"), "staff"),
        (roles("it"), "admin"),
        (roles("planners", "it", "desk"), "admin"),
        (roles("others"), None),
        (roles(), None),
        (roles("DESK "), "staff"),
        ({"realm_access": {"roles": "desk"}}, "staff"),
        ({"realm_access.roles": ["desk"]}, "staff"),
        ({"realm_access": ["desk"]}, None),
        ({"realm_access": {"roles": {"desk": True}}}, None),
        ({"realm_access": {"roles": [["desk"], 1, None]}}, None),
        ({"roles": ["desk"]}, None),
        ({"email": "s@bureau.example"}, "staff"),
        ({"email": "S@Bureau.example", "email_verified": True}, "staff"),
        ({"email": "s@bureau.example", "email_verified": False}, None),
        ({"email": "s@bureau.example", "email_verified": "false"}, None),
        ({"email": "x@bureau.example"}, None),
        ({"email": ["s@bureau.example"]}, None),
        ({"preferred_username": "s@bureau.example"}, None),
        ({"email": "v@bureau.example", **roles("desk")}, "staff"),
        ({"email": "a@bureau.example", "email_verified": False, **roles("planners")}, "viewer"),
        ({}, None),
    ],
)
def test_the_highest_role_that_a_claim_or_the_account_gives_counts(claims, role):
    assert role_of(claims, RULES) == role


def test_without_a_role_claim_accounts_alone_count():
    rules = Rules(staff=frozenset({"desk", "s@bureau.example"}))
    assert role_of({"": ["desk"], **roles("desk")}, rules) is None
    assert role_of({"email": "s@bureau.example"}, rules) == "staff"


def test_an_account_of_another_claim_needs_no_verified_address():
    rules = Rules(account_claim="preferred_username", viewers=frozenset({"sara"}))
    claims = {"preferred_username": "Sara", "email": "s@x", "email_verified": False}
    assert account_of(claims, rules) == "Sara"
    assert role_of(claims, rules) == "viewer"


def test_empty_lists_and_empty_names_give_no_role():
    assert role_of({"email": "", **roles("")}, Rules(role_claim="realm_access.roles")) is None
    assert role_of({"email": " "}, Rules(viewers=frozenset({""}))) is None


names = st.sampled_from(["planners", "desk", "it", "others", "Desk", ""])


@given(st.lists(names), st.lists(names))
def test_one_more_value_never_takes_a_role_away(some, more):
    rank = {None: -1} | {role: number for number, role in enumerate(ROLES)}
    assert rank[role_of(roles(*some, *more), RULES)] == max(
        rank[role_of(roles(*some), RULES)], rank[role_of(roles(*more), RULES)]
    )


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
claim_names = st.sampled_from(["email", "email_verified", "realm_access", "aud", "azp", "exp"])


@given(st.dictionaries(claim_names, json))
def test_claims_of_any_kind_give_no_role_and_no_error(claims):
    assert role_of(claims, RULES) is None
    assert refusal(claims, CLIENT, NOW) in ("expired", "audience")


@pytest.mark.parametrize(
    ("until", "refused"),
    [
        (NOW + 1, None),
        (NOW + 0.5, None),
        (NOW, "expired"),
        (NOW - 1, "expired"),
        (None, "expired"),
        (str(NOW + 9), "expired"),
        (True, "expired"),
        (math.nan, "expired"),
        ([NOW + 9], "expired"),
    ],
)
def test_a_token_ends_in_the_second_it_names(until, refused):
    assert refusal({"exp": until, "aud": CLIENT}, CLIENT, NOW) == refused


def test_a_token_without_an_end_has_ended():
    assert refusal({"aud": CLIENT}, CLIENT, NOW) == "expired"


@pytest.mark.parametrize(
    ("claims", "refused"),
    [
        ({"aud": CLIENT}, None),
        ({"aud": [CLIENT]}, None),
        ({"aud": CLIENT, "azp": CLIENT}, None),
        ({"aud": [CLIENT, "other"], "azp": CLIENT}, None),
        ({"aud": [CLIENT, "other"]}, "audience"),
        ({"aud": [CLIENT, "other"], "azp": "other"}, "audience"),
        ({"aud": CLIENT, "azp": "other"}, "audience"),
        ({"aud": "other"}, "audience"),
        ({"aud": "other", "azp": CLIENT}, "audience"),
        ({"aud": f"{CLIENT}-other"}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": {CLIENT: 1}}, "audience"),
        ({}, "audience"),
    ],
)
def test_a_token_for_somebody_else_is_refused(claims, refused):
    assert refusal({"exp": NOW + 1, **claims}, CLIENT, NOW) == refused


def test_without_a_client_no_token_is_for_it():
    assert refusal({"exp": NOW + 1, "aud": ""}, "", NOW) == "audience"
