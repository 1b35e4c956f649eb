"""The pages that phones and followers get: pure functions from a view to HTML.

Every page works by form posts alone. What a page shows is cut into named parts; the script replaces the parts
whose HTML changed, which the server renders once for all who listen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from canvas.meet.page_board import BOARD_PARTS, board, came_in, panel_now, talk
from canvas.meet.page_forms import ask_form
from canvas.meet.page_rows import Part
from canvas.meet.page_static import SCRIPT, STYLE
from canvas.meet.page_text import (
    ACTIVITIES,
    NAMINGS,
    REFUSALS,
    STANDINGS,
    TAKEN,
    line,
    listing,
    refusal,
    text,
)
from canvas.meet.types import Counts, Naming, Sent, View
from canvas.model.schema import BY_KEY

__all__ = [
    "REFUSALS", "door", "ended", "ended_main", "entering", "follow", "follow_parts", "may_wait", "own_parts",
    "page",
    "parts", "receipt", "refusal", "refused",
]  # fmt: skip

_ASK: Final = "part-ask"
_AT_DOOR: Final = frozenset({"out", "expired", "wrong", "wait"})
_NO_TYPED: Final[Mapping[str, str]] = MappingProxyType({})
_PLAIN: Final = "What you send stays in this room's network, where it travels unencrypted."


def door(naming: Naming, *, refused: str = "", code: str = "", name: str = "") -> str:
    """The page on which the code on the wall is typed, and a name where names are shown.

    It tells strangers nothing of the meeting, not even its title.
    """
    error = f'<p class="error" id="error">{text(refusal(refused))}</p>\n' if refused else ""
    tied = ' aria-invalid="true" aria-describedby="error"' if refused else ""
    on_name = refused == "no-name"
    on_code = "" if on_name else tied
    named = (
        '<label for="name">Your name, or your organisation\'s</label>\n'
        f'<input id="name" name="name" type="text" maxlength="80" autocomplete="name" dir="auto" required'
        f'{tied if on_name else ""} value="{line(name)}">\n'
        if naming == "named"
        else ""
    )
    body = (
        f"<main>\n<h1>Join the meeting</h1>\n<p>{NAMINGS[naming]}</p>\n"
        f'<form method="post" action="/" class="ask">\n{error}'
        '<label for="code">The code on the wall, six characters</label>\n'
        '<input id="code" name="code" type="text" class="code" autocomplete="off" '
        f'autocapitalize="characters" spellcheck="false" maxlength="12" required{on_code} '
        f'value="{line(code)}">\n{named}'
        '<p class="send"><button type="submit">Join</button></p>\n</form>\n'
        f'<p class="quiet">{_PLAIN}</p>\n</main>\n'
    )
    return _frame(("Not let in: join the meeting" if refused else "Join the meeting", ""), body)


def entering(target: str) -> str:
    """The page that somebody sees for a moment who was let in by the link."""
    body = f'<main>\n<h1>Welcome</h1>\n<p><a href="{target}">Go to the meeting</a></p>\n</main>\n'
    return _frame(("Welcome", ""), body)


def page(
    view: View,
    *,
    key: str,
    refused: str = "",
    typed: Mapping[str, str] = _NO_TYPED,
) -> str:
    """The page of a phone.

    Args:
        view: what its guest may see.
        key: the idempotency key of the next post without script.
        refused: what became of the post that the page answers, if it answers one; may be ``taken``.
        typed: the fields of that post where it was refused: nothing typed is lost.
    """
    if view.has_ended:
        return ended(view)
    found: dict[str, Part] = {**parts(view), **own_parts(view)}
    found[_ASK] = ask_form(view, key=key, refused=refused, typed=typed)
    body = (
        f"<main>\n{_part('talk', found)}{_part('name', found)}"
        f'<div id="stranded"></div>\n{_part("ask", found)}<div id="queue"></div>\n'
        f"{_part('came-in', found)}{_part('own', found)}{_part('panel', found)}</main>\n"
        f"<footer>\n{_part('counts', found)}<p>{NAMINGS[view.naming]}</p>\n"
        f'<p class="quiet">{_PLAIN}</p>\n{_unless_live("/m")}</footer>\n'
    )
    what = ACTIVITIES[view.ask.activity] if view.ask.activity != "follow" else "Meeting"
    heading = (f"Not sent: {what}" if refused not in ("", TAKEN) else what, view.title)
    return _frame(heading, body, view.title, _live(view, "/m"))


def follow(view: View) -> str:
    """The page of who only reads along: what is talked about, what came in, and the whole board."""
    if view.has_ended:
        return ended(view)
    found = follow_parts(view)
    cells = "".join(_part(name, found) for name in BOARD_PARTS)
    body = (
        f"<main>\n{_part('talk', found)}{_part('came-in', found)}"
        f'<div class="board">\n{cells}</div>\n</main>\n'
        f"<footer>\n{_part('counts', found)}{_unless_live('/follow')}"
        '<p><a href="/m">Take part: write, vote, show hands</a></p>\n</footer>\n'
    )
    return _frame(("Follow the meeting", view.title), body, view.title, _live(view, "/follow"), "wide")


def ended(view: View) -> str:
    """The page once the meeting has ended, with what the phone itself sent; strangers may get it."""
    body = f"<main>\n{ended_main()}{_own_list(view.own)}</main>\n"
    state = f' data-state="ended" data-meeting="{text(view.meeting)}"'
    return _frame(("The meeting has ended", ""), body, "", state)


def ended_main() -> str:
    """What stands in place of an open page's content once the meeting has ended."""
    return (
        "<h1>The meeting has ended</h1>\n<p>Thank you for taking part. You can close this page.</p>\n"
        '<div id="stranded"></div>\n'
    )


def refused(code: str) -> str:
    """A small page for a request that is answered with an error."""
    link = '<a href="/">Type the code</a>' if code in _AT_DOOR else '<a href="/m">Back to the meeting</a>'
    said = f'<p class="error">{text(refusal(code))}</p>\n<p>{link}</p>\n'
    body = f"<main>\n<h1>This did not work</h1>\n{said}</main>\n"
    return _frame(("This did not work", ""), body)


def parts(view: View) -> dict[str, Part]:
    """The parts of a phone's page that are the same for all, by the ids of their elements."""
    return {
        "part-talk": talk(view),
        _ASK: ask_form(view),
        "part-came-in": came_in(view),
        "part-panel": panel_now(view),
        "part-counts": _counts(view),
    }


def follow_parts(view: View) -> dict[str, Part]:
    """The parts of the follower's page, by the ids of their elements."""
    there = (
        f'<p><a href="#p-{view.panel}">Go to {BY_KEY[view.panel].title} on the board</a></p>\n'
        if view.panel
        else ""
    )
    asked = (
        f'<p>Asked now: <a href="/m">{ACTIVITIES[view.ask.activity]}</a></p>\n'
        if view.ask.activity != "follow"
        else ""
    )
    return {
        "part-talk": talk(view) + asked + there,
        "part-came-in": came_in(view),
        **{f"part-{name}": html for name, html in board(view).items()},
        "part-counts": _counts(view),
    }


def may_wait(view: View, name: str) -> bool:
    """Whether a change of a part of the follower's page may wait a moment: nobody talks about it now."""
    calm = {f"part-{each}" for each in BOARD_PARTS if each != view.panel}
    return name in calm or name == "part-counts"


def own_parts(view: View) -> dict[str, str]:
    """The parts of a phone's page that are its own, by the ids of their elements."""
    answered = ""
    if view.was_replaced:
        answered = (
            f'<p class="error" data-of="{view.ask.number}">Another phone has answered for your organisation '
            "since. What you sent does not count any more.</p>\n"
        )
    if view.answers:
        whose = f", for {line(view.organisation)}" if view.organisation else ""
        answered = (
            f'<p class="sent" data-of="{view.ask.number}">Your answer was sent{whose}. You can change it '
            "and send it again until this is closed.</p>\n"
        )
    return {"part-name": _name(view), "part-own": answered + _own_list(view.own)}


def receipt(code: str, view: View | None, *, accepted: bool, is_repeat: bool = False) -> dict[str, object]:
    """What the script is told about a post; the view of its guest brings its own parts up to date."""
    return {
        "accepted": accepted,
        "code": code,
        "says": "" if accepted else refusal(code),
        "repeat": is_repeat,
        "number": view.number if view else 0,
        "parts": own_parts(view) if view else {},
    }


def _name(view: View) -> str:
    """The form for a name, where names are shown and the guest has given none."""
    if view.naming != "named" or view.guest is None or view.guest.name:
        return ""
    return (
        '<section class="ask"><h2>Your name</h2>\n<form method="post" action="/m/name">\n'
        '<label for="name">It stands beside what you write</label>\n'
        '<input id="name" name="name" type="text" maxlength="80" autocomplete="name" dir="auto" required>\n'
        '<p class="send"><button type="submit">Give my name</button></p>\n</form></section>\n'
    )


def _own_list(own: tuple[Sent, ...]) -> str:
    if not own:
        return ""
    rows = "".join(
        f'<li id="o-{text(each.id)}"><span class="said" dir="auto">{text(each.text)}</span> '
        f'<span class="fate">{STANDINGS[each.standing]}</span></li>\n'
        for each in reversed(own)
    )
    return f'<section class="own"><h2>What you sent</h2>\n{listing(rows)}</section>\n'


def _counts(view: View) -> str:
    counts: Counts = view.counts
    here = "1 person is here" if counts.here == 1 else f"{counts.here} people are here"
    if view.ask.activity == "follow":
        return f"<p>{here}.</p>\n"
    answered = f"{counts.answered or 'nobody'} {'have' if counts.answered > 1 else 'has'} answered"
    return f"<p>{here}, {answered}{'' if counts.answered else ' yet'}.</p>\n"


def _part(name: str, found: Mapping[str, Part]) -> str:
    return f'<div id="part-{name}" data-part>\n{found[f"part-{name}"]}</div>\n'


def _live(view: View, path: str) -> str:
    """The attributes of the body that the script reads."""
    return (
        f' data-page="{path}" data-number="{view.number}" data-ask="{view.ask.number}"'
        f' data-meeting="{text(view.meeting)}"'
    )


def _unless_live(path: str) -> str:
    """What is told where the script does not run, or is too new for the browser."""
    return (
        f'<p class="unless-live">This page does not follow by itself. <a href="{path}">Look again</a></p>\n'
    )


def _frame(
    heading: tuple[str, str], body: str, title: str = "", attributes: str = "", kind: str = "phone"
) -> str:
    """A whole page; ``heading`` is what its tab says, ``title`` the partnership's where it may be told."""
    tab = " · ".join(line(each.strip()) for each in heading if each.strip())
    named = f'<p class="title" dir="auto">{line(title.strip())}</p>\n' if title.strip() else ""
    return f"""\
<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>{tab}</title>
<link rel="stylesheet" href="/static/{STYLE}">
<script type="module" src="/static/{SCRIPT}"></script>
</head>
<body class="{kind}"{attributes}>
<header>
{named}</header>
<div class="told"><p id="state" role="status"></p><p id="news" role="status"></p></div>
{body}</body>
</html>
"""
