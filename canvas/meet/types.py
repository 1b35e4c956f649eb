"""The values of a meeting: what is asked, what came in, and what a page may show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from canvas.model.canvas import Canvas
from canvas.model.types import ItemId, PanelKey, Status

Activity = Literal["follow", "write", "vote", "hands", "review"]
"""What the phones are asked to do."""

Naming = Literal["anonymous", "named"]
"""Whether names stand beside what people write; chosen at the start and shown on every phone."""

Fate = Literal["waiting", "taken", "joined", "parked", "dropped"]
"""What became of a contribution."""

Standing = Literal["waiting", "taken", "joined", "parked", "dropped", "removed", "held"]
"""How a contribution stands now: as was decided, removed from the board since, or out of partners' sight."""

Origin = Literal["phone", "slip"]
"""Whether a contribution came from a phone or was typed from a paper slip."""

ReceiptCode = Literal[
    "taken", "empty", "too-long", "too-many", "share", "full", "closed", "ended", "no-name", "unfit",
    "over-budget", "not-kept", "no-organisation", "answered",
]  # fmt: skip
"""What became of a post; ``not-kept``: the disk did not answer, so the phone sends it again."""

Refusal = Literal["wrong", "expired", "wait", "share", "full", "ended"]
"""Why somebody is not let in."""

NOT_RELEVANT: Final = 0
"""The level of an answer to a review statement that is not relevant for who answers."""


_NO_ANSWERS: Final[Mapping[ItemId, int]] = MappingProxyType({})
_NO_REASONS: Final[Mapping[ItemId, str]] = MappingProxyType({})


class Ask(NamedTuple):
    """What the room is asked; a later ask has a higher number.

    Attributes:
        number: its number; 0 before anything was asked.
        activity: what to do.
        panel: the panel it is about, or None.
        statements: the ids of the statements (of the review, of its statements) it is about.
        budget: how many dots each has to give in a vote.
        is_revealed: whether everybody sees what came in.
    """

    number: int = 0
    activity: Activity = "follow"
    panel: PanelKey | None = None
    statements: tuple[ItemId, ...] = ()
    budget: int = 3
    is_revealed: bool = False


class Contribution(NamedTuple):
    """A statement from a phone or a paper slip.

    Attributes:
        id: its id within the meeting.
        ask: the number of the ask it answers.
        panel: the panel it is for.
        text: the statement, cleaned.
        name: who wrote it; empty where the meeting is anonymous.
        fate: what became of it.
        item: the statement on the board that it became or was joined with, or None.
        origin: where it came from.
    """

    id: str
    ask: int
    panel: PanelKey
    text: str
    name: str = ""
    fate: Fate = "waiting"
    item: ItemId | None = None
    origin: Origin = "phone"


class Sent(NamedTuple):
    """A contribution as its own phone is shown it.

    Attributes:
        id: its id.
        text: the statement.
        standing: what became of it.
    """

    id: str
    text: str
    standing: Standing


class Ballot(NamedTuple):
    """The answers of one phone to one ask, with nothing that says whose they are.

    Attributes:
        who: a word that stands for the phone within this ask, or this review, alone.
        answers: dots, fingers or a level by statement.
        reasons: why, by statement.
        organisation: the organisation that it answers for, in a review that names them.
    """

    who: str
    answers: Mapping[ItemId, int]
    reasons: Mapping[ItemId, str]
    organisation: str = ""


class Respondent(NamedTuple):
    """For whom a phone answers a review that names organisations.

    Attributes:
        organisation: the organisation; empty in all that names nobody.
        replaces: whether its answers take the place of those that were given for it elsewhere.
    """

    organisation: str = ""
    replaces: bool = False


class Spread(NamedTuple):
    """How the answers to an ask are distributed, and never who gave them.

    Attributes:
        ask: the number of the ask.
        activity: what was asked.
        counts: by statement: how many hands showed 0 to 5 fingers; the dots, as one number; how many chose
            *not relevant* and each level. A statement of a review is missing until enough have answered it.
        reasons: the reasons by statement, in alphabetical order.
        answered: how many phones answered.
    """

    ask: int
    activity: Activity
    counts: Mapping[ItemId, tuple[int, ...]]
    reasons: Mapping[ItemId, tuple[str, ...]]
    answered: int


class Counts(NamedTuple):
    """How many are there, and how many of them have answered; never who.

    Attributes:
        here: the phones that are connected, or were a moment ago.
        answered: how many phones answered the present ask.
        waiting: how many contributions wait for a decision.
    """

    here: int
    answered: int
    waiting: int


class Receipt(NamedTuple):
    """What became of a post.

    Attributes:
        accepted: whether it is kept.
        code: why, or why not.
        is_repeat: whether the same post was kept before.
        id: the id of the contribution; empty where there is none.
        position: the position in the log up to which it has to be on disk before the phone is told.
    """

    accepted: bool
    code: ReceiptCode
    is_repeat: bool = False
    id: str = ""
    position: int = 0


class Guest(NamedTuple):
    """A phone that was let in.

    Attributes:
        cookie: the secret that its browser sends; never on disk, never shown.
        name: the name it gave; empty where the meeting is anonymous.
    """

    cookie: str
    name: str = ""


class Invitation(NamedTuple):
    """What lets people in: both end with the meeting or a change of link.

    Attributes:
        token: 128 random bits as text, for the link.
        code: six characters to type; they change every few minutes.
        until: when the code changes, in seconds since the epoch.
    """

    token: str
    code: str
    until: float


class Shown(NamedTuple):
    """A statement as a page shows it.

    Attributes:
        id: its id.
        text: its text.
        status: its status; ``proposed`` for a statement of a review.
        panel: its panel.
        kind: its kind; may be empty.
        levels: the words of each level, the worst first, of a statement of a review.
    """

    id: ItemId
    text: str
    status: Status
    panel: PanelKey
    kind: str = ""
    levels: tuple[str, ...] = ()


class View(NamedTuple):
    """All that a page shows, with nothing in it that partners may not read.

    Attributes:
        number: the number of the state it shows; a later one has a higher number, over restarts too.
        meeting: an id of the meeting that is no secret, the same after a restart.
        title: the title of the partnership.
        naming: whether names stand beside what people write.
        has_ended: whether the meeting has ended.
        ask: what is asked.
        panel: the panel that is asked about, else the one talked about; or None.
        item: the statement talked about, where partners may read it.
        statements: those that are asked about, else those of the panel.
        revealed: what came in for the present or last ask, once it is revealed; dropped ones excepted.
        spread: how the answers to it are distributed, once revealed, or None.
        spread_statements: what these answers are about.
        counts: how many are there.
        canvas: the canvas as partners may read it.
        organisations: those to choose from in a review that names them; None where nobody is named.
        guest: who looks, or None: the fields below are empty then.
        own: what this phone wrote, in order.
        answers: what this phone answered to the present ask.
        reasons: the reasons it gave.
        organisation: the organisation it answered for.
        was_replaced: whether another phone has answered for that since.
    """

    number: int
    meeting: str
    title: str
    naming: Naming
    has_ended: bool
    ask: Ask
    panel: PanelKey | None
    item: ItemId | None
    statements: tuple[Shown, ...]
    revealed: tuple[Contribution, ...]
    spread: Spread | None
    spread_statements: tuple[Shown, ...]
    counts: Counts
    canvas: Canvas
    organisations: tuple[str, ...] | None = None
    guest: Guest | None = None
    own: tuple[Sent, ...] = ()
    answers: Mapping[ItemId, int] = _NO_ANSWERS
    reasons: Mapping[ItemId, str] = _NO_REASONS
    organisation: str = ""
    was_replaced: bool = False


class Limits(NamedTuple):
    """The bounds of one meeting.

    Attributes:
        guests: phones let in.
        contributions: statements from all phones and slips that were not dropped.
        contributions_ever: statements from all phones and slips, dropped ones too.
        contributions_each: statements of one phone.
        casts_each: how often a phone may change its answer to one ask.
        asks: asks of one meeting.
        text: characters of a statement.
        reason: characters of a reason.
        name: characters of a name.
        key: characters of an idempotency key.
        wrong_codes: wrong codes of all phones together before nobody gets in by code for a while.
        wrong_codes_seconds: how long it takes until one more is allowed.
        code_seconds: how long a code lasts.
    """

    guests: int = 500
    contributions: int = 5000
    contributions_ever: int = 20_000
    contributions_each: int = 100
    casts_each: int = 60
    asks: int = 1000
    text: int = 500
    reason: int = 300
    name: int = 80
    key: int = 64
    wrong_codes: int = 30
    wrong_codes_seconds: float = 5.0
    code_seconds: float = 600.0
