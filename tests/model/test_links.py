"""Validating links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.model.links import LinkError, read_link
from canvas.model.sanitize import visible_line


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        ("https://example.org", "https://example.org", "example.org"),
        ("  HTTP://Example.ORG/Minutes?q=1#top ", "http://example.org/Minutes?q=1#top", "example.org"),
        ("www.riverside.example", "https://www.riverside.example", "www.riverside.example"),
        ("riverside.example:8443/a", "https://riverside.example:8443/a", "riverside.example:8443"),
        ("http://localhost:3000/", "http://localhost:3000/", "localhost:3000"),
        ("http://[::1]:80/x", "http://[::1]:80/x", "[::1]:80"),
        ("https://example.org/frühstück", "https://example.org/fr%C3%BChst%C3%BCck", "example.org"),
        ('https://example.org/"<`|{^}', "https://example.org/%22%3C%60%7C%7B%5E%7D", "example.org"),
        ("mailto:ana@example.org", "mailto:ana@example.org", "ana@example.org"),
        ("mailto:ana@example.org?attach=/etc/passwd&cc=x@y.z", "mailto:ana@example.org", "ana@example.org"),
        ("http://192.0.2.7:8080/x", "http://192.0.2.7:8080/x", "192.0.2.7:8080"),
        ("mailto:ana+canvas@example.org", "mailto:ana%2Bcanvas@example.org", "ana+canvas@example.org"),
    ],
)
def test_accepted_links(text: str, address: str, host: str) -> None:
    link = read_link(text)
    assert (link.address, link.host) == (address, host)
    assert host in link.question
    assert address in link.question


@pytest.mark.parametrize(
    ("text", "host", "written"),
    [
        ("https://аpple.example/", "xn--pple-43d.example", "аpple.example"),
        ("https://evil。example/", "evil.example", "evil。example"),
        ("mailto:ana@раypal.example", "ana@xn--ypal-43d9g.example", "раypal.example"),
        ("https://ＥＶＩＬ.example:8443/", "evil.example:8443", "ＥＶＩＬ.example"),
    ],
)
def test_an_internationalised_host_is_shown_in_both_forms(text: str, host: str, written: str) -> None:
    link = read_link(text)
    assert (link.host, link.written) == (host, written)
    assert link.address in (f"https://{host}/", f"mailto:{host}")
    assert f"It is written {written}." in link.question


@pytest.mark.parametrize(
    "text",
    [
        "",
        "see the minutes",
        "minutes",
        "//example.org/x",
        "/etc/passwd",
        "../x",
        "C:\\Windows\\calc.exe",
        "\\\\host\\share",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "vscode://file/x",
        "-https://example.org",
        "--help",
        "https:example.org",
        "https://",
        "https:///etc/passwd",
        "https://:80/",
        "https://a..b/",
        "https://⒈.example",
        "https://a%2eb.example",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1",
        f"https://example.org/{'a' * 5000}",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[::1",
        "https://bank.example@evil.example/",
        "https://bank.example:443@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://example.org/a b",
        "https://example.org/\x1b]52;c;aGk=\x07",
        "https://example.org/\u202egro.example",
        "https://example\u2028.org",
        "mailto:",
        "mailto:ana",
        "mailto:a@b.example,c@d.example",
        "mailto:a%0a@b.example",
        "mailto:-x@b.example;rm",
    ],
)
def test_invalid_or_deceptive_links_are_rejected(text: str) -> None:
    with pytest.raises(LinkError) as caught:
        read_link(text)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert visible_line(sentence) == sentence


ADDRESSES = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}{}".format, st.sampled_from(("https://", "http://", "mailto:", "", "ftp:")), st.text(max_size=30)
    ),
    st.text(st.sampled_from("htps:/.@\\[]%a1Z-_?#&; \tо。\x1b"), max_size=30).map(lambda t: f"https://{t}"),
)


@given(ADDRESSES)
def test_an_opened_address_is_plain_ascii_with_the_shown_host(text: str) -> None:
    try:
        link = read_link(text)
    except LinkError:
        return
    assert re.fullmatch(r"(?:https?://|mailto:)[!-~]+", link.address)
    assert not re.search(r"[\"'`\\<>|{}^ ]", link.address.replace("'", ""))
    parts = urlsplit(link.address)
    if parts.scheme != "mailto":
        assert parts.netloc == link.host
        assert "@" not in parts.netloc
    assert len(link.question) < len(link.host) + len(link.written) + 400
