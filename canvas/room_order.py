"""What sort of room a meeting wants: for slips or for phones, at which address, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from canvas.meet.network import LOOPBACK, addresses, chosen
from canvas.model.errors import CodedError

if TYPE_CHECKING:
    from canvas.meet.network import Address
    from canvas.meet.types import Naming

PORT: Final = 8017
"""The port, unless somebody wants another."""

HOURS: Final = 4.0
"""How long a meeting is open, unless somebody says otherwise."""

MISSING_EXTRA: Final = "Phones need what the extra “meet” brings: pip install 'partnership-canvas[meet]'"

_MOST_HOURS: Final = 24.0
_PORTS: Final = range(1, 65536)


class RoomOpeningError(CodedError[Literal["port", "hours", "extra", "runs"]]):
    """A room that cannot be opened: at this port, for so long, without the extra, or beside another one."""


class RoomOrder(NamedTuple):
    """What sort of room is wanted.

    Attributes:
        address: where the phones reach this machine; None for a room with paper slips alone.
        port: the port; None for that of the meeting that was cut off, else `PORT`.
        naming: whether names stand beside what people write.
        hours: how long it is open.
    """

    address: Address | None = None
    port: int | None = None
    naming: Naming = "anonymous"
    hours: float = HOURS


SLIPS: Final = RoomOrder()
"""A room with paper slips alone."""


def order_for(name: str | None, port: int | None, hours: float, *, is_named: bool) -> RoomOrder:
    """The room at an interface or address of this machine; without a name, for this machine alone.

    Raises:
        RoomOpeningError: where a number does not fit, or the extra is not installed.
        NetworkError: where there is no such interface or address.
    """
    if port is not None and port not in _PORTS:
        raise RoomOpeningError(f"A port is a number from 1 to {_PORTS[-1]}.", "port")
    if not 0 < hours <= _MOST_HOURS:
        raise RoomOpeningError(f"A meeting is open for more than 0 and up to {_MOST_HOURS:g} hours.", "hours")
    try:
        address = chosen(name or LOOPBACK, addresses())
    except ImportError:
        raise RoomOpeningError(MISSING_EXTRA, "extra") from None
    return RoomOrder(address, port, "named" if is_named else "anonymous", hours)
