"""Many phones in one process, over real HTTP: they come in, write, vote, show hands, and note when they hear.

``python -m benchmarks.meet_phones LINK PHONES SECONDS STATEMENTS`` ends with the meeting and prints JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

WRITTEN = 3
"""What each phone writes."""

_ASK = re.compile(r'id=\\"ask-([0-9]+)\\"')


class Phone:
    """One of them: a connection for its requests, another for its events."""

    def __init__(self, number: int, link: str, statements: list[str]) -> None:
        self._number, self._statements = number, statements
        self._place = urlsplit(link)
        self._cookie = ""
        self._chance = random.Random(number)  # noqa: S311 - a benchmark repeats
        self._posting = asyncio.Lock()
        self._connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.heard: dict[int, float] = {}
        self.sent: list[str] = []
        self.cast = 0
        self.waited: list[float] = []

    async def run(self, after: float) -> None:
        """Come in after so many seconds, and take part until the end."""
        await asyncio.sleep(after)
        head, _ = await self._ask("GET", self._place.path)
        cookie, *_ = re.findall(rb"set-cookie: ([^;]+)", head)
        self._cookie = cookie.decode()
        _, page = await self._ask("GET", "/m")
        for name in re.findall(rb'"(/static/[^"]+)"', page):
            await self._ask("GET", name.decode())
        (number,) = re.findall(rb'data-number="([0-9]+)"', page)
        writing = asyncio.create_task(self._write())
        await self._listen(number.decode())
        await writing

    async def _write(self) -> None:
        for count in range(WRITTEN):
            await asyncio.sleep(self._chance.random() * 2)
            text = f"Phone {self._number} would like thing number {count}"
            await self._post("/m/say", {"text": text}, f"{self._number:08}-{count:08}")
            self.sent.append(text)

    async def _answer(self, asked: int, budget: int) -> None:
        await asyncio.sleep(self._chance.random())
        given = {f"a.{name}": self._chance.randrange(budget) for name in self._statements}
        await self._post("/m/cast", {"ask": asked, **given}, f"{self._number:08}-cast-{asked:08}")
        self.cast += 1

    async def _listen(self, after: str) -> None:
        reader, writer = await asyncio.open_connection(self._place.hostname, self._place.port, limit=2**20)
        writer.write(self._head("GET", f"/m/events?after={after}").encode() + b"\r\n")
        answering: list[asyncio.Task[None]] = []
        while line := await reader.readline():
            if line.startswith(b"event: ended"):
                break
            if line.startswith(b"data:") and (found := _ASK.search(line.decode())):
                asked = int(found[1])
                if asked not in self.heard:
                    self.heard[asked] = time.monotonic()
                    if b"a." in line:
                        answering.append(asyncio.create_task(self._answer(asked, 2)))
        writer.close()
        await asyncio.gather(*answering)

    async def _post(self, path: str, fields: dict[str, Any], key: str) -> None:
        """Send until there is a receipt."""
        body = urlencode({**fields, "key": key})
        while True:
            began = time.monotonic()
            try:
                async with self._posting:
                    head, answer = await self._ask("POST", path, body)
            except (OSError, asyncio.IncompleteReadError):
                self._connection = None
                await asyncio.sleep(0.2)
                continue
            if head.split()[1] == b"200":
                self.waited.append(time.monotonic() - began)
                return
            if head.split()[1] not in {b"429", b"503"}:
                raise RuntimeError(f"{path} {fields}: {head!r} {answer!r}")
            await asyncio.sleep(0.2)

    async def _ask(self, method: str, path: str, body: str = "") -> tuple[bytes, bytes]:
        if self._connection is None:
            self._connection = await asyncio.open_connection(self._place.hostname, self._place.port)
        reader, writer = self._connection
        head = self._head(method, path)
        if method == "POST":
            head += (
                f"Origin: http://{self._place.netloc}\r\nAccept: application/json\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            )
        writer.write(f"{head}\r\n{body}".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: ([0-9]+)", answer)
        return answer, await reader.readexactly(int(length[1]) if length else 0)

    def _head(self, method: str, path: str) -> str:
        return f"{method} {path} HTTP/1.1\r\nHost: {self._place.netloc}\r\nCookie: {self._cookie}\r\n"


async def main() -> None:
    """Run all phones to the end of the meeting."""
    link, count, seconds, statements = sys.argv[1:]
    phones = [Phone(number, link, statements.split(",")) for number in range(int(count))]
    await asyncio.gather(
        *(phone.run(float(seconds) * number / len(phones)) for number, phone in enumerate(phones))
    )
    told = {
        "heard": [phone.heard for phone in phones],
        "sent": [text for phone in phones for text in phone.sent],
        "cast": sum(phone.cast for phone in phones),
        "waited": [waited for phone in phones for waited in phone.waited],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main())
