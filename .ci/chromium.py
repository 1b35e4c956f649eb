"""Chromium without a window, driven over a pair of pipes by its own protocol."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from typing import Any, Self

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MAX_SECONDS = 60
"""How long an answer or an event may take."""

RUN_AXE = """axe.run(document, {rules: {'target-size': {enabled: true}}}).then(found => found.violations.map(
    each => `${each.id}: ${each.help}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`))"""


def find_chromium() -> str | None:
    """The path of the program, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """The browser; its events are kept until somebody reads them."""

    def __init__(self, program: str, profile: str) -> None:
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        # The browser reads from descriptor 3 and writes to 4.
        shell = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        options = (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-pipe",
        )
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", shell, program, *options, f"--user-data-dir={profile}"],
            pass_fds=(to_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._last = 0
        self.events: list[dict[str, Any]] = []
        self.on_event: Callable[[dict[str, Any]], object] = lambda _: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def call(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Call a method of the browser, and give its result; events meanwhile are kept."""
        wanted = self.tell(method, session, **parameters)
        while True:
            answer = self._next()
            if answer.get("id") == wanted:
                assert "error" not in answer, (method, answer)
                result: dict[str, Any] = answer["result"]
                return result

    def tell(self, method: str, session: str = "", **parameters: object) -> int:
        """Call a method of the browser without waiting for its result."""
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._last

    def wait_for(self, event: str, session: str = "") -> None:
        """Wait for an event, of a session or of any."""
        while not any(
            each.get("method") == event and session in {"", each.get("sessionId")} for each in self.events
        ):
            self._next()

    def tab(self, *, context: str = "") -> Tab:
        """A new tab; those of one context share their cookies and their storage."""
        return Tab(self, context)

    def context(self) -> str:
        """A browser of its own, as another phone is."""
        made: str = self.call("Target.createBrowserContext")["browserContextId"]
        return made

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            assert select.select([self._read], [], [], MAX_SECONDS)[0], "the browser does not answer"
            more = os.read(self._read, 1 << 16)
            assert more, "the browser has ended"
            self._buffer += more
        message, self._buffer = self._buffer.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        if "method" in answer:
            self.events.append(answer)
            self.on_event(answer)
        return answer


class Tab:
    """A tab of the browser."""

    def __init__(self, browser: Browser, context: str = "") -> None:
        self._browser = browser
        where = {"browserContextId": context} if context else {}
        self.target: str = browser.call("Target.createTarget", url="about:blank", **where)["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method for this tab."""
        return self._browser.call(method, self._session, **parameters)

    def may_be_cached(self) -> None:
        """Let the pages of this tab into the page cache, as browsers do that ignore ``no-store`` there."""

        def allow(event: dict[str, Any]) -> None:
            if event["method"] == "Fetch.requestPaused" and event.get("sessionId") == self._session:
                paused = event["params"]
                headers = [
                    each for each in paused["responseHeaders"] if each["name"].lower() != "cache-control"
                ]
                self._browser.tell(
                    "Fetch.continueResponse",
                    self._session,
                    requestId=paused["requestId"],
                    responseCode=paused["responseStatusCode"],
                    responseHeaders=headers,
                )

        self._browser.on_event = allow
        patterns = [{"resourceType": "Document", "requestStage": "Response"}]
        self.call("Fetch.enable", patterns=patterns)

    def look(self, width: int, colours: str, *, height: int = 900) -> None:
        """Set the width and the colours of the view."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = [{"name": "prefers-color-scheme", "value": colours}]
        self.call("Emulation.setEmulatedMedia", features=scheme)

    def open(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self.loading(lambda: self.call("Page.navigate", url=address))

    def loading(self, act: Callable[[], object]) -> None:
        """Do something that loads a page, and wait for it."""
        self._browser.events = [
            each
            for each in self._browser.events
            if each.get("method") != "Page.loadEventFired" or each.get("sessionId") != self._session
        ]
        act()
        self._browser.wait_for("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """The value of an expression, or of its promise."""
        options = {"awaitPromise": True, "returnByValue": True, "userGesture": True}
        done = self.call("Runtime.evaluate", expression=script, **options)
        assert "exceptionDetails" not in done, (script, done["exceptionDetails"])
        return done["result"].get("value")

    def until(self, script: str, seconds: float = 10) -> float:
        """Wait until an expression is true, and tell how many seconds it took."""
        begun = time.monotonic()
        while not self._is(script):
            waited = time.monotonic() - begun
            assert waited < seconds, (script, self.run("document.body.innerText"))
            time.sleep(0.02)
        return time.monotonic() - begun

    def _is(self, script: str) -> bool:
        try:
            return bool(self.run(f"!!({script})"))
        except AssertionError:  # between two pages
            return False

    def type(self, selector: str, words: str) -> None:
        """Type into a field, as a person does."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", text=words)

    def click(self, selector: str) -> None:
        """Click an element."""
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def heard(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every event of a kind in this tab."""
        return [
            each["params"]
            for each in self._browser.events
            if each.get("method") == method and each.get("sessionId") == self._session
        ]

    def picture(self, path: str, *, whole: bool = True) -> None:
        """Save what is shown as a PNG."""
        taken = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(taken["data"]))

    def close(self) -> None:
        """Close the tab."""
        self._browser.call("Target.closeTarget", targetId=self.target)
