"""Whoever does not sit at this machine is told apart by headers alone; each attack stands beside what passes."""

import pytest

from domain.front_door import LOCAL_NAMES, is_loopback, reason_to_refuse

EVERY = "0.0.0.0"  # noqa: S104 - refused here, nothing is bound to it
OWN = [("host", "localhost:8501"), ("origin", "http://localhost:8501")]


@pytest.mark.parametrize("name", sorted(LOCAL_NAMES))
@pytest.mark.parametrize("port", ["", ":80", ":8501", ":65535"])
def test_this_machine_comes_in_under_each_of_its_names(name, port):
    assert reason_to_refuse([("host", name + port)]) is None
    assert reason_to_refuse([("Host", f"{name}{port}".upper()), ("Origin", f"http://{name}{port}")]) is None


@pytest.mark.parametrize(
    "host",
    [
        *("example.org", "example.org:8501", "localhost.example.org", "127.0.0.1.example.org", "xlocalhost"),
        *(EVERY, "127.0.0.2", "127.1", "2130706433", "0x7f.1", "[::]", "::1", "[::ffff:127.0.0.1]"),
        *("localhost.", "localhost:", "localhost:x", "localhost:123456", "localhost:85 01", "localhost,localhost"),
        *("user@localhost", "localhost@example.org", "localhost/x", "localhost?x", "localhost#x", "", " ", "\u0661"),
        "localhost\x00",
    ],
)
def test_another_name_is_refused(host):
    assert reason_to_refuse([("host", host)]) == "host"


@pytest.mark.parametrize("hosts", [[], ["localhost", "localhost"], ["localhost", "example.org"]])
def test_anything_but_one_host_is_refused(hosts):
    assert reason_to_refuse([("host", one) for one in hosts]) == "host"


@pytest.mark.parametrize(
    "origin",
    [
        *("http://example.org", "http://localhost", "http://localhost:8502", "https://localhost:8501", "null", ""),
        *("http://127.0.0.1:8501", "http://localhost:8501.example.org", "http://localhost:8501/", "localhost:8501"),
    ],
)
def test_a_page_of_another_address_is_refused(origin):
    assert reason_to_refuse([("host", "localhost:8501"), ("origin", origin)]) == "origin"
    assert reason_to_refuse([*OWN, ("origin", origin)]) == "origin"


def test_own_origin_is_that_of_the_way_it_came():
    secure = [("host", "localhost"), ("origin", "https://localhost")]
    assert reason_to_refuse(secure, secure=True) is None
    assert reason_to_refuse(secure) == "origin"


@pytest.mark.parametrize(
    "name",
    [
        *("Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Anything"),
        *("X_Forwarded_For", "X-Forwarded", "X-Real-IP", "Via"),
    ],
)
@pytest.mark.parametrize("value", ["", "127.0.0.1", "for=127.0.0.1"])
def test_what_a_proxy_passed_on_is_refused_whatever_it_says(name, value):
    assert reason_to_refuse(OWN) is None
    assert reason_to_refuse([*OWN, (name, value)]) == "forwarded"


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_a_loopback_address_is_known(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", [None, "", EVERY, "::", "10.0.0.1", "example.org", "unix:///run/x.sock", "*"])
def test_an_address_of_others_is_no_loopback(address):
    assert not is_loopback(address)
