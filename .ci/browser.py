"""Takes part in meetings with phones in Chromium: with script and without, cut off, asleep and restarted.

Every state of every page is looked at with axe-core besides, at 320 px and wide, in light and dark.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from chromium import RUN_AXE, Browser, Tab, find_chromium

from canvas.meet import pages
from canvas.meet.guard import HEADERS
from canvas.meet.log import MeetLog
from canvas.meet.page_static import STATIC
from canvas.meet.room import Room
from canvas.meet.server import MeetServer
from canvas.meet.types import Naming
from canvas.model import review
from canvas.model.canvas import Item
from canvas.model.schema import PANEL_KEYS
from canvas.model.types import ItemId
from tests.meet.samples import CANVAS, IDS, STATES

VIEWS = ((320, "light"), (320, "dark"))
WIDE = ((320, "light"), (1280, "dark"))
"""The width and colours in which a phone's page and a follower's are looked at."""
MAX_LATENCY = 1.0
"""Within how many seconds a phone shows what the facilitator asks; the benchmark measures it closely."""

CUTS = 50
HERE = "127.0.0.1"
SEND = ".ask[id] button[type=submit]"
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
CONNECTED = "document.querySelector('#state').innerText === ''"


class Meeting:
    """A meeting with a server that can be stopped and started again, as a program that was killed."""

    def __init__(self, naming: Naming = "anonymous") -> None:
        self.naming: Naming = naming
        self.log = MeetLog.open(None)
        self.room = self._room()
        self.port = 0
        self.start()

    def _room(self) -> Room:
        room = Room(
            CANVAS,
            naming=self.naming,
            now=time.time,
            chance=os.urandom,
            keeper=self.log,
            records=self.log.records,
        )
        room.look_at("principles")
        return room

    def start(self) -> None:
        """Serve the room, on the port that it had."""
        self.server = MeetServer(self.room, host=HERE, port=self.port, log=self.log, ends_at=None)
        self.port = self.server.start().port
        self.address = f"http://{HERE}:{self.port}"

    def kill(self) -> None:
        """Stop the server, and forget the room: only what is on disk remains."""
        self.server.kill()
        self.log.close(keep=True)

    def restart(self) -> None:
        """Begin again from the disk."""
        self.log = MeetLog.open(None)
        self.room = self._room()
        self.start()

    def close(self) -> None:
        """End the meeting."""
        self.server.stop()
        self.log.close(keep=False)

    @property
    def link(self) -> str:
        """The link that lets a phone in."""
        return f"{self.address}/j/{self.room.invitation().token}"

    def said(self) -> list[str]:
        """Every statement that came in."""
        return sorted(each.text for each in self.room.contributions())


def shown(words: str) -> str:
    """An expression: whether the page shows some words."""
    return f"document.body.innerText.includes({words!r})"


def wait(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def say(phone: Tab, words: str) -> None:
    """Write a statement, and send it."""
    phone.until("document.querySelector('#say')")
    phone.type("#say", words)
    phone.click(SEND)


def check_states(browser: Browser, axe: str) -> list[str]:
    """Every page in every state: axe-core, width, requests, violations of the content policy."""
    made = {
        "door": pages.door("named"),
        "door, refused": pages.door("named", refused="wrong", code="abc"),
        "refused": pages.refused("not-found"),
        "entering": pages.entering("/m"),
    }
    for name, view in STATES.items():
        made[name] = pages.page(view, key="k")
        made[f"{name}, followed"] = pages.follow(view)
    for name in ("write", "vote", "review"):
        made[f"{name}, refused"] = pages.page(STATES[name], key="k", refused="too-long", typed={"text": "A"})
    problems = []
    with serving(made) as address:
        tab = browser.tab()
        for number, name in enumerate(made):
            browser.events.clear()
            tab.open(f"{address}/{number}")
            tab.run(axe)
            found: list[str] = []
            for width, colours in WIDE if "followed" in name else VIEWS:
                tab.look(width, colours)
                found += [f"{width} px, {colours}: {each}" for each in tab.run(RUN_AXE)]
                found += [f"{width} px: too wide"] * tab.run(TOO_WIDE)
            for width in (640, 1280):
                tab.look(width, "light")
                tab.run("document.documentElement.style.fontSize = '200%'")
                found += [f"{width} px: too wide with text of 200 %"] * tab.run(TOO_WIDE)
            requested = [each["request"]["url"] for each in tab.heard("Network.requestWillBeSent")]
            found += [f"asks for {url}" for url in requested if not url.startswith(f"{address}/")]
            found += [each["entry"]["text"] for each in tab.heard("Log.entryAdded")]
            problems += [f"{name}: {each}" for each in found]
        tab.close()
    return problems


class _Table(NamedTuple):
    """A meeting with two phones and a follower.

    Attributes:
        held: the meeting.
        one: the phone that came in by the link.
        other: the phone whose owner typed the code.
        follower: who only reads along.
        axe: the source of axe-core.
        problems: what it found.
    """

    held: Meeting
    one: Tab
    other: Tab
    follower: Tab
    axe: str
    problems: list[str]

    @property
    def tabs(self) -> tuple[Tab, Tab, Tab]:
        """Everybody's."""
        return self.one, self.other, self.follower

    def look(self, state: str) -> None:
        """Run axe-core on everybody's page."""
        for tab in self.tabs:
            tab.run(self.axe)
            self.problems.extend(f"{state}: {each}" for each in tab.run(RUN_AXE))


def check_meeting(browser: Browser, axe: str) -> list[str]:
    """Two phones and a follower through a whole meeting."""
    with meeting() as held:
        one, other, follower = (browser.tab(context=browser.context()) for _ in range(3))
        table = _Table(held, one, other, follower, axe, [])
        one.look(320, "light")
        other.look(320, "dark")
        one.open(held.link)
        other.open(held.address)
        other.type("#code", held.room.invitation().code.lower())
        other.loading(lambda: other.click("button"))
        follower.open(f"{held.link}/follow")
        for tab in table.tabs:
            tab.until("document.querySelector('h1').innerText === 'Principles'")
        table.look("nothing asked")
        _write(table)
        _interrupt(table)
        _vote(table)
        _show_hands(table)
        _review(table)
        _end(table)
    return table.problems


def _write(table: _Table) -> None:
    """Write statements alone; others see them once they are revealed."""
    held, one, other, follower = table[:4]
    held.room.ask("write", "principles")
    late = max(tab.until("document.querySelector('#say')") for tab in (one, other))
    assert late < MAX_LATENCY, late
    one.until(shown("Now: Write what you think"))
    say(one, "We tell each other early")
    say(one, "We share what works")
    say(other, "<b>We</b> & you")
    wait(lambda: len(held.room.tray()) == 3)
    one.until("document.querySelectorAll('.own li').length === 2")
    one.until("document.querySelector('#queue').innerText === ''")
    follower.until(shown("2 have answered"))
    follower.until(shown("Asked now: Write what you think"))
    for tab in (one, follower):
        assert not tab.run(shown("<b>We</b> & you")), "seen before the reveal"
    held.room.decide([held.room.tray()[0].id], "taken", IDS[0])
    one.until(shown("on the board"))


def _interrupt(table: _Table) -> None:
    """Change everything while somebody types: the field is left alone, and its words can be sent later."""
    room, one = table.held.room, table.one
    one.type("#say", "Half a sen")
    one.run("document.querySelector('#say').setSelectionRange(2, 4)")
    changed = [item._replace(text=f"{item.text}, again") for item in CANVAS.panels["principles"]]
    room.show(CANVAS.replacing(panels={**CANVAS.panels, "principles": tuple(changed)}))
    room.look_at("principles", IDS[1])
    room.reveal()
    for tab in table.tabs:
        tab.until(shown("<b>We</b> & you"))
        tab.until(shown("What was written"))
    field = "[document.activeElement.id, document.activeElement.selectionStart, say.value].join()"
    assert one.run(field) == "say,2,Half a sen", one.run(field)
    table.look("write, revealed")
    room.ask("vote", "principles", IDS, budget=3)
    one.until(shown("You were writing this when it was closed"))
    table.look("vote, with words kept")
    one.click("#stranded button")
    wait(lambda: "Half a sen" in table.held.said())


def _vote(table: _Table) -> None:
    """Give dots, never more than there are."""
    room, one, other = table.held.room, table.one, table.other
    for _ in range(4):
        one.click(f"[name='a.{IDS[1]}'] + button")
    one.until(shown("0 of 3 dots left"))
    one.click(SEND)
    other.click(f"[name='a.{IDS[0]}'] + button")
    other.click(SEND)
    wait(lambda: room.spread().answered == 2)
    assert room.spread().counts[IDS[1]] == (3,)
    one.until(shown("Your answer was sent"))
    room.reveal()
    table.follower.until(shown("3 dots"))
    room.close_ask()
    one.until(shown("Nothing is asked just now"))


def _show_hands(table: _Table) -> None:
    """Show hands, and think again."""
    room = table.held.room
    room.ask("hands", "principles", IDS[:1])
    for tab, fingers in ((table.one, 5), (table.other, 2)):
        tab.until("document.querySelector('input[type=radio]')")
        tab.click(f"input[type=radio][value='{fingers}']")
        tab.click(SEND)
    wait(lambda: room.spread().answered == 2)
    table.one.click("input[type=radio][value='4']")
    table.one.click(SEND)
    wait(lambda: room.spread().counts[IDS[0]] == (0, 0, 1, 0, 1, 0))
    table.look("hands")


def _review(table: _Table) -> None:
    """Answer a review in words, and why a statement is not relevant; fewer than five answers stay unseen."""
    room, one = table.held.room, table.one
    asked = [review.statement_of("vision", "We want the same", ("no", "partly", "yes"))]
    asked.append(review.statement_of("roles", "Each knows what to do", ("nobody", "everybody")))
    room.show(review.start(CANVAS, "Spring", date(2026, 11, 23), asked).canvas)
    ids = [ItemId(each.id) for each in asked]
    room.ask("review", None, ids)
    one.until(shown("We want the same"))
    one.click(f"[name='a.{ids[0]}'][value='3']")
    one.click(f"[name='a.{ids[1]}'][value='0']")
    one.type(f"[name='r.{ids[1]}']", "We only advise")
    table.look("review")
    one.click(SEND)
    wait(lambda: len(room.ballots(room.asked().number)) == 1)
    (ballot,) = room.ballots(room.asked().number)
    assert dict(ballot.answers) == {ids[0]: 3, ids[1]: 0}, ballot
    assert dict(ballot.reasons) == {ids[1]: "We only advise"}, ballot
    room.reveal()
    table.follower.until(shown("2 statements had too few answers to be shown"))


def _end(table: _Table) -> None:
    """Change the link, which puts everybody out, come in again, and end the meeting."""
    held, one = table.held, table.one
    held.room.change_link()
    for tab in table.tabs:
        tab.until(shown("You are not in this meeting any more"))
    one.open(held.link)
    one.until(shown("We share what works"))
    table.other.open(held.link)
    table.follower.open(f"{held.link}/follow")
    table.follower.until(shown("At a glance"))
    held.room.end()
    for tab in table.tabs:
        tab.until(shown("The meeting has ended"))
    assert one.run(shown("We share what works"))
    table.look("ended")
    assert held.said() == sorted(
        ["<b>We</b> & you", "Half a sen", "We share what works", "We tell each other early"]
    )


def check_cuts(browser: Browser, _: str) -> list[str]:
    """One phone cut off in every way: nothing is lost or comes twice, and it shows the state of now."""
    with meeting() as held:
        phone = browser.tab(context=browser.context())
        phone.look(320, "light")
        phone.open(held.link)
        held.room.ask("write", "principles")
        say(phone, "Connected")
        wait(lambda: held.said() == ["Connected"])
        _go_offline(held, phone)
        _kill_the_program(held, phone)
        _leave_and_come_back(held, phone)
        _hear_nothing(browser, held, phone)
        expected = [
            "A draft", "And another", "Connected", "Offline", "Queued", "Still here", "While it was down",
        ]  # fmt: skip
        assert held.said() == expected, held.said()
    return []


def _go_offline(held: Meeting, phone: Tab) -> None:
    """Send while offline, and reload with a draft."""
    cut = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    phone.call("Network.emulateNetworkConditions", offline=True, **cut)
    say(phone, "Offline")
    phone.until(shown("Not connected. What you write is kept"))
    assert phone.run(shown("On its way"))
    phone.call("Network.emulateNetworkConditions", offline=False, **cut)
    wait(lambda: held.said() == ["Connected", "Offline"])
    phone.until(CONNECTED)
    phone.type("#say", "A draft")
    phone.until(shown("Kept on this phone"))
    phone.loading(lambda: phone.call("Page.reload"))
    phone.until("document.querySelector('#say').value === 'A draft'")
    phone.click(SEND)
    wait(lambda: "A draft" in held.said())


def _kill_the_program(held: Meeting, phone: Tab) -> None:
    """Send while the program is down, and reload with what could not be sent."""
    held.kill()
    say(phone, "While it was down")
    say(phone, "And another")
    phone.until(shown("Not connected"))
    held.restart()
    wait(lambda: len(held.said()) == 5, 20)
    phone.until(CONNECTED)
    held.room.ask("vote", "principles", IDS, budget=2)
    phone.until(shown("You have 2 dots"))
    held.room.ask("write", "principles")
    phone.until("document.querySelector('#say')")
    phone.run("window.fetch = () => Promise.reject(new Error('no network'))")
    say(phone, "Queued")
    phone.until(shown("On its way"))
    phone.loading(lambda: phone.call("Page.reload"))
    wait(lambda: "Queued" in held.said())


def _leave_and_come_back(held: Meeting, phone: Tab) -> None:
    """Come back from the page cache, and from sleep, to what is asked by then."""
    phone.may_be_cached()
    phone.open(f"{held.address}/m")
    phone.run("window.stamp = 1")
    phone.open("about:blank")
    held.room.ask("hands", "principles", IDS[:1])
    entries = phone.call("Page.getNavigationHistory")
    entry = entries["entries"][entries["currentIndex"] - 1]["id"]
    phone.call("Page.navigateToHistoryEntry", entryId=entry)
    phone.until("document.querySelector('.ask h2')?.innerText === 'Show of hands'")
    cause = [each["notRestoredExplanations"] for each in phone.heard("Page.backForwardCacheNotUsed")]
    assert phone.run("window.stamp === 1"), f"it did not come from the page cache: {cause}"
    phone.call("Page.setWebLifecycleState", state="frozen")
    held.room.ask("write", "principles")
    phone.call("Page.setWebLifecycleState", state="active")
    phone.run("document.dispatchEvent(new Event('visibilitychange'))")
    phone.until("document.querySelector('#say')")


def _hear_nothing(browser: Browser, held: Meeting, phone: Tab) -> None:
    """Connect anew where nothing was heard for longer than the beats: the socket may have died silently."""
    browser.events.clear()
    phone.run("(now => { Date.now = () => now() + 60000 })(Date.now)")
    phone.until("document.querySelector('#state')")

    def has_connected() -> bool:
        phone.run("1")  # reads the events
        asked = (each["request"]["url"] for each in phone.heard("Network.requestWillBeSent"))
        return any("/m/events" in url for url in asked)

    wait(has_connected)
    say(phone, "Still here")
    wait(lambda: "Still here" in held.said())


SHOWN = """((page) => [...page.querySelectorAll('.board .cell')]
    .map((each) => each.outerHTML.replace(/>\\s+/g, '>')).join(''))"""
FRESH = f"""fetch(location.pathname).then((reply) => reply.text())
    .then((html) => {SHOWN}(new DOMParser().parseFromString(html, "text/html")))"""
EDITS = 40


def check_edits(browser: Browser, _: str) -> list[str]:
    """A follower's board after random edits, of which it is told row by row, is the one that is served."""
    chance = random.Random(7)  # noqa: S311 - a check repeats
    with meeting() as held:
        follower = browser.tab(context=browser.context())
        follower.open(f"{held.link}/follow")
        follower.until(shown("At a glance"))
        canvas = CANVAS
        for number in range(EDITS):
            panel = chance.choice(PANEL_KEYS)
            items = list(canvas.panels[panel])
            match chance.choice(("add", "reword", "delete", "move", "empty", "look")):
                case "reword" if items:
                    at = chance.randrange(len(items))
                    items[at] = items[at]._replace(text=f"Reworded {number}")
                case "delete" if items:
                    del items[chance.randrange(len(items))]
                case "move":
                    chance.shuffle(items)
                case "empty":
                    items = []
                case "look":
                    held.room.look_at(panel)
                case _:
                    items.insert(chance.randint(0, len(items)), Item(ItemId(f"new{number}"), f"New {number}"))
            canvas = canvas.with_items({panel: tuple(items)})
            held.room.show(canvas)
            time.sleep(chance.choice((0, 0, 0.1, 0.3)))
        wait(lambda: follower.run(f"{SHOWN}(document)") == follower.run(FRESH))
    return []


def check_names(browser: Browser, axe: str) -> list[str]:
    """A meeting in which names are shown: asked for at the door, or once inside where the link let in."""
    with meeting("named") as held:
        held.room.ask("write", "principles")
        phone = browser.tab(context=browser.context())
        phone.look(320, "dark")
        phone.open(held.link)
        say(phone, "Said before a name")
        phone.until(shown("Please give yours first"))
        phone.run(axe)
        problems: list[str] = phone.run(RUN_AXE)
        phone.type("#name", "Ana Petrescu")
        phone.loading(lambda: phone.click("form[action='/m/name'] button"))
        phone.until("!document.querySelector('#name')")
        phone.click("#stranded button")
        phone.until("document.querySelector('#say').value === 'Said before a name'")
        phone.click(SEND)
        wait(
            lambda: (
                [(each.text, each.name) for each in held.room.tray()]
                == [("Said before a name", "Ana Petrescu")]
            )
        )
        other = browser.tab(context=browser.context())
        other.open(held.address)
        other.type("#code", held.room.invitation().code)
        other.type("#name", "Tom")
        other.loading(lambda: other.click("button"))
        say(other, "Here I am")
        wait(lambda: {each.name for each in held.room.tray()} == {"Ana Petrescu", "Tom"})
        held.room.reveal()
        phone.until(shown("Tom"))
    return problems


def check_random_cuts(browser: Browser, _: str) -> list[str]:
    """A phone that writes through fifty cuts in random order: each statement arrives, and once."""
    chance = random.Random(16)  # noqa: S311 - the same cuts each time
    with meeting() as held:
        phone = browser.tab(context=browser.context())
        phone.look(320, "light")
        phone.open(held.link)
        held.room.ask("write", "principles")
        phone.until("document.querySelector('#say')")

        def offline(*, is_so: bool) -> None:
            speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
            phone.call("Network.emulateNetworkConditions", offline=is_so, **speed)

        def sleep() -> None:
            for state in ("frozen", "active"):
                phone.call("Page.setWebLifecycleState", state=state)

        def reload() -> None:
            offline(is_so=False)
            phone.loading(lambda: phone.call("Page.reload"))

        def restart() -> None:
            held.kill()
            held.restart()

        cuts: tuple[Callable[[], object], ...] = (
            partial(offline, is_so=True),
            partial(offline, is_so=False),
            sleep,
            reload,
            restart,
        )
        for number in range(CUTS):
            if number % 2 == 0:
                say(phone, f"Statement {number:02}")
            chance.choice(cuts)()
            time.sleep(chance.random() / 5)
        offline(is_so=False)
        expected = [f"Statement {number:02}" for number in range(0, CUTS, 2)]
        wait(lambda: held.said() == expected, 30)
        phone.until("document.querySelector('#queue').innerText === ''")
        phone.until(f"document.querySelectorAll('.own li').length === {len(expected)}")
    return []


def check_without_script(browser: Browser, axe: str) -> list[str]:
    """Everything by form posts alone."""
    problems: list[str] = []
    with meeting() as held:
        room = held.room
        phone = browser.tab(context=browser.context())
        phone.call("Emulation.setScriptExecutionDisabled", value=True)
        phone.look(320, "light")

        def submit() -> None:
            phone.loading(lambda: phone.click("form button[type=submit]"))
            assert not phone.run("document.documentElement.classList.contains('js')")

        phone.open(held.address)
        phone.type("#code", "000000")
        submit()
        assert phone.run(shown("That is not the code"))
        phone.run("document.querySelector('#code').value = ''")
        phone.type("#code", room.invitation().code)
        submit()
        assert phone.run(shown("This page does not follow by itself"))
        room.ask("write", "principles")
        phone.open(f"{held.address}/m")
        phone.type("#say", "Said without script")
        submit()
        assert held.said() == ["Said without script"], held.said()
        assert phone.run(shown("Said without script"))
        phone.type("#say", "long " * 200)
        submit()
        assert phone.run(shown("This is too long"))
        assert phone.run("document.querySelector('#say').value.length") > 900, "what was typed is lost"

        room.ask("vote", "principles", IDS, budget=3)
        phone.open(f"{held.address}/m")
        vote = f"document.querySelector(\"[name='a.{IDS[2]}']\").value"
        phone.run(f"{vote} = '3'")
        phone.run(f"document.querySelector(\"[name='a.{IDS[1]}']\").value = '1'")
        submit()
        assert phone.run(shown("more dots than you have"))
        assert phone.run(vote) == "3", "the dots are lost"
        phone.run(f"document.querySelector(\"[name='a.{IDS[1]}']\").value = '0'")
        submit()
        assert room.spread().counts[IDS[2]] == (3,)

        room.ask("hands", "principles", IDS[:1])
        phone.open(f"{held.address}/m")
        phone.click("input[type=radio][value='3']")
        submit()
        assert room.spread().counts[IDS[0]] == (0, 0, 0, 1, 0, 0)
        phone.call("Emulation.setScriptExecutionDisabled", value=False)  # axe-core is one
        phone.run(axe)
        problems = phone.run(RUN_AXE)
        phone.call("Emulation.setScriptExecutionDisabled", value=True)
        phone.open(f"{held.address}/follow")
        assert phone.run(shown("being talked about now"))
    return problems


@contextmanager
def meeting(naming: Naming = "anonymous") -> Iterator[Meeting]:
    """A meeting for one check."""
    held = Meeting(naming)
    try:
        yield held
    finally:
        held.close()


class _Pages(BaseHTTPRequestHandler):
    """Serves rendered pages, with the content policy of the real server."""

    def __init__(self, made: list[str], *rest: object) -> None:
        self.made = made
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[1]
        if name in STATIC:
            media_type, content = STATIC[name]
        elif name.isdigit():
            media_type, content = "text/html; charset=utf-8", self.made[int(name)].encode()
        else:  # the stream of events, which says nothing here
            media_type, content = "text/event-stream", b": nothing\n\n" if "events" in name else b""
        self.send_response(200)
        self.send_header("content-type", media_type)
        self.send_header(*(each.decode() for each in HEADERS[0]))
        self.end_headers()
        with suppress(OSError):  # the browser has left the page
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tell nobody."""


@contextmanager
def serving(made: dict[str, str]) -> Iterator[str]:
    """Serve pages by their numbers."""
    server = ThreadingHTTPServer((HERE, 0), partial(_Pages, list(made.values())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HERE}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


CHECKS: dict[str, Callable[[Browser, str], list[str]]] = {
    "every page in every state": check_states,
    "two phones and a follower through a meeting": check_meeting,
    "a follower through random edits": check_edits,
    "names shown": check_names,
    "a phone that is cut off": check_cuts,
    "a phone in fifty random cuts": check_random_cuts,
    "a phone without script": check_without_script,
}


def main(axe: str, *names: str) -> int:
    """Do every check, or those whose names hold a word; 1 where one of them fails."""
    program = find_chromium()
    if program is None or not Path(axe).is_file():
        print(f"skipped: pages of a meeting: no {'axe-core' if program else 'Chromium'} here")
        return 0
    source = Path(axe).read_text(encoding="utf-8")
    failed = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for name, check in CHECKS.items():
            if names and not any(each in name for each in names):
                continue
            begun = time.monotonic()
            with Browser(program, f"{folder}/profile-{len(name)}") as browser:
                try:
                    problems = check(browser, source)
                except AssertionError:
                    problems = [traceback.format_exc()]
            failed = failed or bool(problems)
            print(f"{'failed' if problems else 'passed'}: {name} ({time.monotonic() - begun:.0f} s)")
            for problem in problems:
                print(f"  {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
