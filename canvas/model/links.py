"""Where a link really leads.

A link comes from whoever wrote the file. Only what a browser opens as a page and a mail program as a letter
is taken, and what is shown to the reader is the host that would be asked, not what the link pretends to be.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from canvas.model.errors import CodedError
from canvas.model.sanitize import visible_line

_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_BARE = r"(?:[\w\-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)"
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]*[A-Za-z0-9_])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])"
_MAILBOX = r"[^\s@\"<>(),:;\\\[\]]+@[^\s@\"<>(),:;\\\[\]]+"
_LONGEST, _LONGEST_SHOWN = 4000, 300
_NUMBER = r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?"
_UNSAFE_IN_ADDRESS = re.compile(r"[^!#$%&'()*+,/:;=?@\[\]~A-Za-z0-9._\-]")


LinkCode = Literal[
    "too-long",
    "unsafe-characters",
    "not-an-address",
    "unreadable",
    "scheme",
    "user-name",
    "no-host",
    "not-a-mailbox",
    "numeric-host",
]
"""Why a `LinkError` was raised."""


class LinkError(CodedError[LinkCode]):
    """A link that is not opened; its text says why, as a sentence."""


class Link(NamedTuple):
    """A link that may be opened.

    Attributes:
        address: what is opened: printable ASCII that begins with http, https or mailto.
        host: who is asked, with the port where one is named; a letter's address where it is one.
        written: how the host is written in the link, where that is not how it is asked; else empty.
    """

    address: str
    host: str
    written: str = ""

    @property
    def question(self) -> str:
        """What to ask before it is opened: who is asked, and the address."""
        begins = "Write to" if self.address.startswith("mailto:") else "Open"
        deceives = f"It is written {visible_line(self.written)}. " if self.written else ""
        address = self.address
        if len(address) > _LONGEST_SHOWN:
            address = f"{address[:_LONGEST_SHOWN]}…"
        return f"{begins} {self.host}? {deceives}The address: {address}"


def read_link(text: str) -> Link:
    """What a link opens.

    An address without ``https://`` is taken for a page, as browsers do. Of a letter only the address is
    taken, never what it should say or what should be put into it.

    Args:
        text: the link as the canvas has it.

    Raises:
        LinkError: where it is none that is opened, or tries to hide where it leads.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise LinkError("The link is far too long; it is not opened.", "too-long")
    if visible_line(text) != text or re.search(r"[\s\\]", text):
        raise LinkError(
            "The link holds characters that no address has; it is not opened.", "unsafe-characters"
        )
    if not re.match(_SCHEME, text) or re.match(_BARE, text):
        if not re.match(_BARE, text):
            raise LinkError("The link is no address of a page; one begins with https://.", "not-an-address")
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise LinkError("The link cannot be understood; it is not opened.", "unreadable") from None
    if parts.scheme == "mailto":
        return _letter(parts.path)
    if parts.scheme not in ("http", "https"):
        raise LinkError(
            f"Only http, https and mailto links are opened, not {visible_line(parts.scheme)}.", "scheme"
        )
    if "@" in parts.netloc:
        raise LinkError(
            "The link has a name before its host, which may deceive; it is not opened.", "user-name"
        )
    host, written = _host(parts)
    netloc = f"{host}:{port}" if port is not None else host
    address = parts._replace(netloc=netloc).geturl()
    return Link(_UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0]), address), netloc, written)


def _host(parts: SplitResult) -> tuple[str, str]:
    """The host as it is asked, and as it is written where that differs."""
    return _asked(re.sub(r":\d*$", "", parts.netloc))


def _asked(written: str) -> tuple[str, str]:
    """A host as it is asked, and as it is written where that differs."""
    try:
        host = written if written.startswith("[") else written.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not re.fullmatch(_HOST, host):
        raise LinkError("The link names no host; it is not opened.", "no-host")
    if re.fullmatch(
        _NUMBER, host
    ):  # browsers read many a number as an address; only the usual form says which
        try:
            IPv4Address(host)
        except ValueError:
            raise LinkError(
                "The link writes its host as a number, which may deceive; it is not opened.", "numeric-host"
            ) from None
    return host.lower(), "" if host.lower() == written.lower() else written


def _letter(path: str) -> Link:
    mailbox = unquote(path)
    if visible_line(mailbox) != mailbox or not re.fullmatch(_MAILBOX, mailbox):
        raise LinkError("The link is no address that a letter could go to.", "not-a-mailbox")
    name, _, written = mailbox.rpartition("@")
    host, otherwise = _asked(written)
    return Link(f"mailto:{quote(name)}@{host}", f"{name}@{host}", otherwise)
