"""Where phones find the room of a meeting, and the network that they join to get there."""

from __future__ import annotations

from typing import NamedTuple

from canvas.meet.types import Invitation


class Place(NamedTuple):
    """Where phones find the room.

    Attributes:
        host: the address or name; empty where the room has paper slips alone.
        port: the port.
        is_open: whether other devices reach it.
    """

    host: str = ""
    port: int = 0
    is_open: bool = False

    @property
    def address(self) -> str:
        """The address to be typed."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if self.host else ""

    def link(self, invitation: Invitation) -> str:
        """The address with the secret that lets people in, for a QR code."""
        return f"{self.address}/j/{invitation.token}" if self.host else ""


class Wifi(NamedTuple):
    """The network that the phones join, as it is told to them; kept in no file.

    Attributes:
        name: its name.
        password: its password; empty where it has none.
    """

    name: str
    password: str = ""
