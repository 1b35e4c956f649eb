"""The addresses of this machine: which of them phones in the room can reach, and what to do if none can."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final, Literal, NamedTuple

from canvas.model.errors import CodedError
from canvas.model.sanitize import quote, visible_line

LOOPBACK: Final = "127.0.0.1"

Scope = Literal["loopback", "local", "internet", "virtual", "unassigned"]
"""Who reaches an address: this machine; the room's network; perhaps anybody; a VPN, container or virtual
machine; or nobody, since the network gave the interface no address (RFC 3927, RFC 4291)."""

_VIRTUAL_NAMES: Final = (
    "awdl", "br-", "docker", "hamachi", "hyper-v", "llw", "lxc", "lxdbr", "openvpn", "podman", "ppp",
    "tailscale", "tap", "tun", "utun", "vboxnet", "vethernet", "veth", "virbr", "virtualbox", "vmnet",
    "vmware", "vpn", "wg", "wireguard", "wsl", "zerotier", "zt",
)  # fmt: skip
"""How the names of interfaces begin that lead to no room."""

_ROUTED_ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): the route to it is that to anywhere; nothing is sent there."""

_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")
"""Addresses shared by the customers of a provider (RFC 6598), which VPNs between machines use too."""


class NetworkError(CodedError[Literal["unknown", "unassigned"]]):
    """An interface or an address that this machine has not, or that the network gave no address."""


class Address(NamedTuple):
    """An address of this machine.

    Attributes:
        interface: the name of the network interface, cleaned for the screen.
        ip: the address, without an IPv6 scope.
        prefix: how many of its bits are those of the network.
        scope: who reaches it.
        has_default_route: whether the machine reaches other networks through it.
    """

    interface: str
    ip: str
    prefix: int
    scope: Scope
    has_default_route: bool = False

    @property
    def is_for_rooms(self) -> bool:
        """Whether phones on the same network probably reach it."""
        return self.scope in ("local", "internet")

    @property
    def host(self) -> str:
        """The address as it stands in a URL."""
        return f"[{self.ip}]" if ":" in self.ip else self.ip


def addresses() -> tuple[Address, ...]:
    """Every address of this machine, the one that phones most probably reach first.

    Raises:
        ImportError: where the extra `meet` is not installed.
    """
    import ifaddr  # noqa: PLC0415 - an extra

    default = _default_route_ip()
    found = []
    for adapter in ifaddr.get_adapters():
        name = visible_line(str(adapter.nice_name)).strip()
        for each in adapter.ips:
            ip = each.ip if isinstance(each.ip, str) else each.ip[0]
            found.append(Address(name, ip, each.network_prefix, scope_of(name, ip), ip == default))
    return tuple(sorted(found, key=_rank))


def _rank(address: Address) -> tuple[bool, bool, bool, bool]:
    """IPv4 first among those for rooms: a phone's camera and a person's fingers manage it better."""
    return (
        not address.is_for_rooms,
        not address.has_default_route,
        ":" in address.ip,
        address.scope == "loopback",
    )


def scope_of(interface: str, ip: str) -> Scope:
    """Who reaches an address on an interface of this name."""
    value = ipaddress.ip_address(ip)
    if value.is_loopback:
        return "loopback"
    if value.is_link_local:
        return "unassigned"
    if interface.casefold().startswith(_VIRTUAL_NAMES) or value in _SHARED:
        return "virtual"
    return "internet" if value.is_global else "local"


def _default_route_ip() -> str:
    """The address from which this machine reaches other networks; empty where it reaches none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ROUTED_ELSEWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def chosen(name: str, found: Sequence[Address]) -> Address:
    """The address that an option names by its interface or itself; its likeliest where it has several.

    Raises:
        NetworkError: where this machine has no such interface or address, or nobody could reach it.
    """
    wanted = name.strip().strip("[]").casefold()
    matching = [each for each in found if wanted in (each.interface.casefold(), each.ip.casefold())]
    if not matching:
        known = list(dict.fromkeys(text for each in found for text in (each.interface, each.ip)))
        near = get_close_matches(wanted, known, n=1) or [each.interface for each in found[:1]]
        hint = f" Did you mean {near[0]}?" if near else ""
        raise NetworkError(
            f"This machine has no network interface or address {quote(name)}.{hint}", "unknown"
        )
    usable = [each for each in matching if each.scope != "unassigned"]
    if not usable:
        raise NetworkError(
            f"The network gave {matching[0].interface} no address: is this machine connected to it?",
            "unassigned",
        )
    return usable[0]


def is_ours(ip: str) -> bool:
    """Whether this machine still has an address; asked every few seconds, so it lists no interfaces."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((ip, 0))
    except OSError as error:  # any other says nothing of the address, such as too many open files
        return error.errno != errno.EADDRNOTAVAIL
    return True


def easiest(found: Sequence[Address]) -> tuple[Address, ...]:
    """The addresses to choose from: of an interface with both, the IPv4 one, which is easier to type."""
    usable = [each for each in found if each.scope != "unassigned"]
    with_ipv4 = {each.interface for each in usable if ":" not in each.ip}
    return tuple(each for each in usable if ":" not in each.ip or each.interface not in with_ipv4)


def next_addresses(found: Sequence[Address], *, failed_at: str) -> tuple[Address, ...]:
    """Where phones that were lost are let in again, the likeliest first.

    Args:
        found: every address of this machine.
        failed_at: the address of a web server that failed, which alone comes next while this machine has it;
            empty where none failed: then every address comes that other devices may reach.
    """
    same = tuple(each for each in found if each.ip == failed_at)[:1]
    return same or tuple(each for each in easiest(found) if each.scope != "loopback")


def what_opens(address: Address, port: int) -> str:
    """What serving at this address opens, as a sentence for who decides on it."""
    where = f"{address.host}:{port}"
    match address.scope:
        case "loopback":
            return f"Only this machine reaches {where}."
        case "internet":
            return (
                f"{where} is an address of the internet: anybody there may be able to reach the page, "
                f"though only people with the link or the code get in."
            )
        case "virtual":
            return (
                f"{address.interface} looks like a VPN or a virtual network: whoever is on it reaches "
                f"{where}, phones in the room probably do not."
            )
        case _:
            return (
                f"Everyone on the network of {address.interface} can reach {where} until the meeting ends; "
                f"only people with the link or the code get in, and on a plain Wi-Fi others can read "
                f"what is sent."
            )


def port_problem(address: Address, port: int) -> str:
    """Why a server cannot listen at this address and port, as a clause; empty where it can."""
    family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would let two servers share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.ip, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"another program already listens on port {port}"
            return (error.strerror or str(error)).casefold()
    return ""


def doctor(found: Sequence[Address], port: int) -> tuple[str, ...]:
    """What is known about reaching this machine from phones, as lines: addresses first, then what to try."""
    with_ipv4 = {each.interface for each in found if each.is_for_rooms and ":" not in each.ip}
    rooms = [
        each
        for each in found
        if each.is_for_rooms and (":" not in each.ip or each.interface not in with_ipv4)
    ]
    lines = [_address_line(each, port, is_likeliest=each == rooms[0]) for each in rooms]
    lines += [_other_line(each) for each in found if each.scope in ("virtual", "unassigned")]
    if not rooms:
        lines.append("No phone can reach this machine: it is connected to no network of the room.")
    return (*lines, *(f"- {line}" for line in when_nobody_arrives(sys.platform)))


def _address_line(address: Address, port: int, *, is_likeliest: bool) -> str:
    problem = port_problem(address, port)
    url = f"http://{address.host}:{port}"
    if problem:
        return f"{url} ({address.interface}) cannot be used: {problem}."
    says = "phones on this network should reach it" if is_likeliest else "phones may reach it"
    if address.scope == "internet":
        says = "an address of the internet; others than the room may reach it"
    return f"{url} ({address.interface}): {says}."


def _other_line(address: Address) -> str:
    if address.scope == "virtual":
        return f"{address.host} ({address.interface}): a VPN or a virtual network, not the room's."
    return f"{address.host} ({address.interface}): the network gave it no address."


def when_nobody_arrives(platform: str) -> tuple[str, ...]:
    """What to try when no phone reaches the page, the likeliest cure first.

    Args:
        platform: the operating system, as `sys.platform` names it.
    """
    hotspot = {
        "linux": "nmcli device wifi hotspot ssid Meeting password “eight letters or more”",
        "darwin": "System Settings, General, Sharing, Internet Sharing",
        "win32": "Settings, Network & internet, Mobile hotspot",
    }.get(platform, "the settings of your system")
    return (
        "Phones and this machine must be on the same network; a phone on mobile data does not arrive.",
        "Many guest networks keep devices apart (“client isolation”): then ask for another network.",
        "A firewall on this machine may ask whether Python may be reached: allow it for this network.",
        f"Make a network of your own: {hotspot}.",
        "Or switch on the hotspot of a phone, and join it with this machine and the other phones.",
        "Without any network: hand out numbered paper slips and type them into the tray, enter after each.",
    )
