"""What lets people into a meeting: a link with a token, and a short code to type."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from typing import Final

from canvas.meet.state import MeetingState
from canvas.meet.tries import Tries
from canvas.meet.types import Limits, Refusal

_TOKEN_BYTES: Final = 16
_COOKIE_BYTES: Final = 24
_CODE_LENGTH: Final = 6
_CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def spell_code(typed: str) -> str:
    """A code as typed, in the letters of a code: small ones, look-alikes, spaces and hyphens are forgiven."""
    return typed.strip().upper().translate(_LOOK_ALIKES)


class Entrance:
    """Makes tokens and codes, and says who is refused.

    A code is short enough to be guessed in time, so that all clients together have only so many wrong tries.
    """

    def __init__(
        self, state: MeetingState, limits: Limits, now: Callable[[], float], chance: Callable[[int], bytes]
    ) -> None:
        self._state, self._limits, self._now, self._chance = state, limits, now, chance
        self.forget_tries()

    def forget_tries(self) -> None:
        """Allow all tries again: there is another code."""
        self._tries = Tries(self._limits.wrong_codes, self._limits.wrong_codes_seconds, self._now)

    @property
    def is_code_old(self) -> bool:
        """Whether the code is to be changed."""
        return self._now() >= self._state.code_until and not self._state.has_ended

    def fresh_link(self) -> dict[str, object]:
        """A new token and code, as fields of a record."""
        token = base64.urlsafe_b64encode(self._chance(_TOKEN_BYTES)).decode().rstrip("=")
        return {"token": token, **self.fresh_code()}

    def fresh_code(self) -> dict[str, object]:
        """A new code, as fields of a record."""
        letters = (_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in self._chance(_CODE_LENGTH))
        return {"code": "".join(letters), "until": self._now() + self._limits.code_seconds}

    def fresh_cookie(self) -> str:
        """A new secret for a phone."""
        return base64.urlsafe_b64encode(self._chance(_COOKIE_BYTES)).decode()

    def refusal(self, credential: str) -> Refusal | None:
        """Why a token or code lets nobody in; only codes are counted, for no token can be guessed."""
        if self._state.has_ended:
            return "ended"
        if _is_same(credential, self._state.token):
            return None
        code = spell_code(credential)
        if len(code) != _CODE_LENGTH:
            return "wrong"
        if not self._tries.may_try():
            return "wait"
        if not self.is_code_old and _is_same(code, self._state.code):
            return None
        self._tries.failed()
        return "wrong"


def _is_same(given: str, secret: str) -> bool:
    """Compare in a time that tells nothing about the secret."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
