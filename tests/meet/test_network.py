"""Addresses of this machine, who reaches them, and the QR codes."""

from __future__ import annotations

import errno
import socket
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.meet import network
from canvas.meet.network import (
    LOOPBACK,
    Address,
    NetworkError,
    addresses,
    chosen,
    doctor,
    easiest,
    is_ours,
    next_addresses,
    port_problem,
    scope_of,
    what_opens,
    when_nobody_arrives,
)
from canvas.meet.qr import QUIET_ZONE, qr_lines, wifi_text

WIFI = Address("wlan0", "192.168.1.23", 24, "local", has_default_route=True)
CABLE = Address("eth0", "10.1.2.3", 16, "local")
VPN = Address("wg0", "10.9.0.2", 24, "virtual")
WITHOUT = Address("eth1", "169.254.3.4", 16, "unassigned")
HOME = Address("lo", LOOPBACK, 8, "loopback")
ALL = (WIFI, CABLE, VPN, WITHOUT, HOME)


@pytest.mark.parametrize(
    ("interface", "ip", "scope"),
    [
        ("lo", "127.0.0.1", "loopback"),
        ("lo", "::1", "loopback"),
        ("wlan0", "192.168.1.23", "local"),
        ("wlan0", "fd12::1", "local"),
        ("wlan0", "169.254.9.9", "unassigned"),
        ("wlan0", "fe80::1", "unassigned"),
        ("eth0", "8.8.8.8", "internet"),
        ("docker0", "172.17.0.1", "virtual"),
        ("Tailscale", "100.101.102.103", "virtual"),
        ("en0", "100.101.102.103", "virtual"),
        ("vEthernet (WSL)", "172.20.0.1", "virtual"),
    ],
)
def test_who_reaches_an_address(interface: str, ip: str, scope: str) -> None:
    assert scope_of(interface, ip) == scope


def test_this_machine_has_a_loopback_address_after_those_for_rooms() -> None:
    found = addresses()
    assert any(each.ip == LOOPBACK for each in found)
    for_rooms = [each.is_for_rooms for each in found]
    assert for_rooms == sorted(for_rooms, reverse=True)


def test_the_address_that_phones_most_probably_reach_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    longer = Address("wlan0", "fd12::1", 64, "local")
    adapters = [
        SimpleNamespace(
            nice_name=f"{each.interface} ",
            ips=[
                SimpleNamespace(
                    ip=each.ip if ":" not in each.ip else (each.ip, 0, 0), network_prefix=each.prefix
                )
            ],
        )
        for each in (HOME, VPN, longer, WITHOUT, CABLE, WIFI)
    ]
    monkeypatch.setattr("ifaddr.get_adapters", lambda: adapters)
    monkeypatch.setattr(network, "_default_route_ip", lambda: WIFI.ip)
    assert addresses() == (WIFI, CABLE, longer, VPN, WITHOUT, HOME)


@pytest.mark.parametrize("name", ["wlan0", "WLAN0", " 192.168.1.23 "])
def test_an_address_is_chosen_by_its_interface_or_itself(name: str) -> None:
    assert chosen(name, ALL) == WIFI


def test_an_interface_that_is_not_there_gets_a_near_name() -> None:
    with pytest.raises(NetworkError, match=r"no network interface or address ‘wlan1’\. Did you mean wlan0\?"):
        chosen("wlan1", ALL)
    with pytest.raises(NetworkError, match="Did you mean wlan0"):
        chosen("\x1b]0;x\x07", ALL)
    with pytest.raises(NetworkError, match=r"‘wlan1’\.$"):
        chosen("wlan1", ())


def test_an_interface_without_an_address_is_refused() -> None:
    with pytest.raises(NetworkError, match="The network gave eth1 no address"):
        chosen("eth1", ALL)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (HOME, "Only this machine"),
        (WIFI, "Everyone on the network of wlan0 can reach 192.168.1.23:8000 until the meeting ends"),
        (VPN, "phones in the room probably do not"),
        (Address("eth0", "2a00::1", 64, "internet"), "[2a00::1]:8000 is an address of the internet"),
    ],
)
def test_it_is_said_what_an_address_opens(address: Address, words: str) -> None:
    assert words in what_opens(address, 8000)


def test_the_doctor_names_the_likeliest_address_and_what_to_try() -> None:
    lines = "\n".join(doctor((HOME, VPN, WITHOUT), 8000))
    assert "No phone can reach this machine" in lines
    assert "10.9.0.2 (wg0): a VPN" in lines
    assert "169.254.3.4 (eth1): the network gave it no address" in lines
    assert "client isolation" in lines
    assert "paper slips" in lines


def test_the_doctor_tells_of_a_port_that_is_taken() -> None:
    here = Address("lo", LOOPBACK, 8, "local")
    with socket.create_server((LOOPBACK, 0)) as server:
        port = server.getsockname()[1]
        assert port_problem(here, port) == f"another program already listens on port {port}"
        assert f"http://127.0.0.1:{port} (lo) cannot be used: another program" in doctor((here,), port)[0]
    assert not port_problem(here, port)
    assert f"http://127.0.0.1:{port} (lo): phones on this network should reach it." in doctor((here,), port)


def test_the_doctor_leaves_out_longer_addresses_of_an_interface() -> None:
    longer = Address("wlan0", "fd12::1", 64, "local")
    assert "fd12" not in "".join(doctor((WIFI, longer), 8000))
    assert "http://[fd12::1]:8000 (wlan0)" in doctor((longer,), 8000)[0]


def test_an_address_of_another_machine_cannot_be_served() -> None:
    assert port_problem(Address("eth0", "192.0.2.77", 24, "local"), 0)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32", "freebsd14"])
def test_every_system_is_told_how_to_make_a_network_of_its_own(platform: str) -> None:
    assert any("Make a network of your own: " in line for line in when_nobody_arrives(platform))


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(name=_TEXT, password=_TEXT | st.just(""))
def test_the_name_and_the_password_of_a_network_come_back_from_its_text(name: str, password: str) -> None:
    fields: list[str] = [""]
    characters = iter(wifi_text(name, password).removeprefix("WIFI:"))
    for character in characters:
        if character == "\\":
            fields[-1] += next(characters)
        elif character == ";":
            fields.append("")
        else:
            fields[-1] += character
    read = dict(field.split(":", 1) for field in fields if field)
    assert read == {"T": "WPA", "S": name, "P": password} if password else {"T": "nopass", "S": name}


def test_a_code_has_the_three_finders_and_a_quiet_zone_and_fits_the_smallest_screen() -> None:
    lines = qr_lines("http://192.168.100.123:8765/j/" + "A" * 22)
    modules = [
        row
        for line in lines
        for row in (["▀█".find(c) >= 0 for c in line], ["▄█".find(c) >= 0 for c in line])
    ]
    width = len(lines[0])
    assert {len(line) for line in lines} == {width}
    assert width <= 40
    assert len(lines) <= 20
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for top, left in ((QUIET_ZONE, QUIET_ZONE), (QUIET_ZONE, width - 11), (width - 11, QUIET_ZONE)):
        assert [
            "".join("01"[module] for module in row[left : left + 7]) for row in modules[top : top + 7]
        ] == finder
    assert not any(any(row) for row in modules[:QUIET_ZONE])
    assert not any(
        row[at] for row in modules for at in (*range(QUIET_ZONE), *range(width - QUIET_ZONE, width))
    )


def test_an_address_is_ours_while_an_interface_has_it() -> None:
    assert is_ours("127.0.0.1")
    assert not is_ours("192.0.2.77")
    assert not is_ours("2001:db8::77")


def test_too_many_open_files_say_nothing_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> socket.socket:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(socket, "socket", refused)
    assert is_ours("127.0.0.1")


def test_of_an_interface_with_both_the_address_that_is_easier_to_type_is_offered() -> None:
    wide = WIFI._replace(ip="fd00::7", prefix=64)
    alone, none = wide._replace(interface="eth0"), WIFI._replace(ip="169.254.1.1", scope="unassigned")
    assert easiest([wide, WIFI, alone, none]) == (WIFI, alone)


def test_a_server_that_failed_is_offered_its_own_address_and_else_those_of_networks() -> None:
    own, wide = WIFI._replace(interface="lo", ip=LOOPBACK, scope="loopback"), WIFI._replace(ip="fd00::7")
    found = [WIFI, wide, own]
    assert next_addresses(found, failed_at=LOOPBACK) == (own,)
    assert next_addresses(found, failed_at="fd00::7") == (wide,)
    assert next_addresses(found, failed_at="192.0.2.77") == next_addresses(found, failed_at="") == (WIFI,)
