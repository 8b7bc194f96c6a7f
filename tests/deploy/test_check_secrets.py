import secrets

import pytest

from deploy import check_secrets
from deploy.check_tree import ROOT, tracked_texts

# Made here, so that this file holds none; the parts keep the check from finding them in it.
RANDOM = secrets.token_urlsafe(32)
FOUND = {
    "a private key": ["-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN RSA " + "PRIVATE KEY-----"],
    "a signed token": ["x = 'ey" + f"Jhbgciigsd.ey{'J'}zdwiioiix.{RANDOM}'"],
    "a token of a known service": [
        "gh" + "p_" + "a1B2" * 9,
        "AK" + "IA" + "ABCDEFGH12345678",
        "gl" + "pat-" + "a1B2" * 5,
    ],
    "a password in a URL": [f"postgresql://reader:{RANDOM}@db/x", "https://a:" + "b1@example.org"],
    "a cookie secret": [
        f'cookie_secret = "{RANDOM}"',
        f"STREAMLIT_SERVER_COOKIE_SECRET={RANDOM}",
        f'cookieSecret = "{RANDOM}"',
        "cookie_secret" + " = 'correct horse'".replace(" horse", "horse"),
    ],
    "a value of": [
        f'client_secret = "{RANDOM}"',
        f"TOKEN: str = '{RANDOM}'",
        f'{{"password": "{RANDOM}"}}',
        f"env['DB_PASSWD'] = '{RANDOM}'",
        f'api_key="{RANDOM}"',
    ],
}
CASES = [(kind, line) for kind, lines in FOUND.items() for line in lines]
NONE = [
    "postgresql://user:password@host/name",
    "postgresql://reader:{password}@db/x",
    'cookie_secret = "{secret}"',
    "cookie_secret = secrets.token_hex(32)",
    "STREAMLIT_SERVER_COOKIE_SECRET=$SECRET",
    'token = read("share_token")',
    'password = "password"',
    'told = _("The pass-phrase is wrong; ask whoever sent the link.")',
    "http://127.0.0.1:8501/@x",
]


@pytest.mark.parametrize(("kind", "line"), CASES, ids=range(len(CASES)))
def test_each_kind_is_found_with_its_line_and_not_repeated(kind, line):
    (told,) = check_secrets.findings("a.py", f"one\n{line}\n")
    assert told.startswith(f"a.py:2: looks like {kind}")
    assert RANDOM not in told


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_secret_passes(line):
    assert list(check_secrets.findings("a.py", line)) == []


def test_what_is_marked_with_a_reason_passes():
    line = f'token = "{RANDOM}"'
    assert list(check_secrets.findings("a.py", line))
    assert list(check_secrets.findings("a.py", f"{line}  # not-secret: of the example in RFC 1")) == []


def test_this_tree_holds_none():
    assert [one for name, text in tracked_texts(ROOT) for one in check_secrets.findings(name, text)] == []
