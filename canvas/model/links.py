"""Validate a link before it is opened.

A link comes from an untrusted file. Only http, https and mailto are accepted, and the user is shown the host
that would be contacted rather than the text of the link.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_BARE = r"(?:[\w\-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)"
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]*[A-Za-z0-9_])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])"
_MAILBOX = r"[^\s@\"<>(),:;\\\[\]]+@[^\s@\"<>(),:;\\\[\]]+"
_MAX_LENGTH, _MAX_SHOWN_LENGTH = 4000, 300
_NUMERIC_HOST = r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?"
_UNSAFE_IN_ADDRESS = re.compile(r"[^!#$%&'()*+,/:;=?@\[\]~A-Za-z0-9._\-]")


LinkCode = Literal[
    "too-long", "unsafe-characters", "not-an-address", "unreadable", "scheme", "user-name", "no-host",
    "not-a-mailbox", "numeric-host",
]  # fmt: skip
"""Why a `LinkError` was raised."""


class LinkError(CodedError[LinkCode]):
    """A link that is not opened; its sentence says why."""


class Link(NamedTuple):
    """A validated link.

    Attributes:
        address: what is opened: printable ASCII that begins with http, https or mailto.
        host: the host that is contacted, with its port if any; the mail address of a mailto link.
        written: the host as the link writes it, where that differs (an internationalised name); else empty.
    """

    address: str
    host: str
    written: str = ""

    @property
    def question(self) -> str:
        """The question to confirm before it is opened: the host and the address."""
        begins = "Write to" if self.address.startswith("mailto:") else "Open"
        deceives = f"It is written {visible_line(self.written)}. " if self.written else ""
        address = self.address
        if len(address) > _MAX_SHOWN_LENGTH:
            address = f"{address[:_MAX_SHOWN_LENGTH]}…"
        return f"{begins} {self.host}? {deceives}The address: {address}"


def read_link(text: str) -> Link:
    """Parse and validate a link.

    ``https://`` is added to a bare host, as browsers do. Of a mailto link only the address is used, never its
    subject or body.

    Raises:
        LinkError: where its scheme is not accepted, or it hides where it leads.
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        raise LinkError("The link is far too long; it is not opened.", "too-long")
    if visible_line(text) != text or re.search(r"[\s\\]", text):
        raise LinkError(
            "The link holds characters that no address has; it is not opened.", "unsafe-characters"
        )
    if re.match(_BARE, text):
        text = f"https://{text}"
    elif not re.match(_SCHEME, text):
        raise LinkError("The link is no address of a page; one begins with https://.", "not-an-address")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise LinkError("The link cannot be understood; it is not opened.", "unreadable") from None
    if parts.scheme == "mailto":
        return _read_mailbox(parts.path)
    if parts.scheme not in ("http", "https"):
        raise LinkError(
            f"Only http, https and mailto links are opened, not {visible_line(parts.scheme)}.", "scheme"
        )
    if "@" in parts.netloc:
        raise LinkError(
            "The link has a name before its host, which may deceive; it is not opened.", "user-name"
        )
    host, written = _resolve_host(re.sub(r":\d*$", "", parts.netloc))
    netloc = f"{host}:{port}" if port is not None else host
    address = parts._replace(netloc=netloc).geturl()
    return Link(_UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0]), address), netloc, written)


def _resolve_host(written: str) -> tuple[str, str]:
    """Convert a host to ASCII; also return it as written where that differs."""
    try:
        host = written if written.startswith("[") else written.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not re.fullmatch(_HOST, host):
        raise LinkError("The link names no host; it is not opened.", "no-host")
    if re.fullmatch(_NUMERIC_HOST, host):  # browsers accept many forms of an address; only one is readable
        try:
            IPv4Address(host)
        except ValueError:
            raise LinkError(
                "The link writes its host as a number, which may deceive; it is not opened.", "numeric-host"
            ) from None
    return host.lower(), "" if host.lower() == written.lower() else written


def _read_mailbox(path: str) -> Link:
    mailbox = unquote(path)
    if visible_line(mailbox) != mailbox or not re.fullmatch(_MAILBOX, mailbox):
        raise LinkError("The link is no address that a letter could go to.", "not-a-mailbox")
    name, _, written = mailbox.rpartition("@")
    host, otherwise = _resolve_host(written)
    return Link(f"mailto:{quote(name)}@{host}", f"{name}@{host}", otherwise)
