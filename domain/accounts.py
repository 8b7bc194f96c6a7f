"""Who somebody is, from the claims of an id token that the provider signed: account, role, and why one is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Role = Literal["viewer", "staff", "admin"]
# Each has the rights of those before it.
ROLES: tuple[Role, ...] = get_args(Role)
Refusal = Literal["expired", "audience"]


@dataclass(frozen=True, slots=True)
class Account:
    """Who uses the dashboard.

    Attributes
    ----------
    name : str
        As the provider says it; empty where nobody signs in.
    role : {'viewer', 'staff', 'admin'}
    until : float or None
        When the sign-in ends, seconds of the epoch; None where nobody signs in.
    """

    name: str
    role: Role
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Who has which role.

    Attributes
    ----------
    account_claim : str
        The claim that names the account.
    role_claim : str
        The claim that holds roles or groups; parts of a path stand with dots between them. Empty: accounts alone count.
    viewers, staff, admins : frozenset of str
        Values of that claim, or accounts, in lower case.
    """

    account_claim: str = "email"
    role_claim: str = ""
    viewers: frozenset[str] = field(default_factory=frozenset)
    staff: frozenset[str] = field(default_factory=frozenset)
    admins: frozenset[str] = field(default_factory=frozenset)


def account_of(claims: Mapping[str, Any], rules: Rules) -> str:
    """Return the name of the account.

    Parameters
    ----------
    claims : mapping of str to any
    rules : Rules

    Returns
    -------
    str
        Empty where the claim is missing or no text. An address that the provider says is not verified names nobody:
        everyone could have written it down.
    """
    name = claims.get(rules.account_claim)
    unproven = rules.account_claim == "email" and claims.get("email_verified") in (False, "false")
    return name.strip() if isinstance(name, str) and not unproven else ""


def role_of(claims: Mapping[str, Any], rules: Rules) -> Role | None:
    """Return the highest role that an account has.

    Parameters
    ----------
    claims : mapping of str to any
    rules : Rules

    Returns
    -------
    {'viewer', 'staff', 'admin'} or None
        None: no rights here.
    """
    names = {name.strip().lower() for name in _roles(claims, rules.role_claim)}
    names.add(account_of(claims, rules).lower())
    names.discard("")
    for role, allowed in (("admin", rules.admins), ("staff", rules.staff), ("viewer", rules.viewers)):
        if names & allowed:
            return role  # type: ignore[return-value]  # the three literals of the line above
    return None


def refusal(claims: Mapping[str, Any], client_id: str, now: float) -> Refusal | None:
    """Tell why an id token does not open the dashboard.

    Parameters
    ----------
    claims : mapping of str to any
    client_id : str
        Whom the token must be for.
    now : float
        Seconds since 1970.

    Returns
    -------
    {'expired', 'audience'} or None
        A token without an end counts as expired. None: it opens the dashboard.
    """
    until = claims.get("exp")
    if isinstance(until, bool) or not isinstance(until, int | float) or not now < until:
        return "expired"
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp")
    if not client_id or client_id not in several or (party != client_id and (party is not None or len(several) > 1)):
        return "audience"
    return None


def _roles(claims: Mapping[str, Any], path: str) -> Iterator[str]:
    """Give the values of the role claim: a claim of that very name, or what the path leads to."""
    if not path:
        return
    value: Any = claims
    if path in claims:
        value = claims[path]
    else:
        for part in path.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, str):
            yield one
