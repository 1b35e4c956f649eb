"""The forms by which a phone answers what is asked: each works by a form post alone, without script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from canvas.meet.page_text import ACTIVITIES, SPREAD_ONLY, TAKEN, counted, line, refusal, text
from canvas.meet.types import NOT_RELEVANT, Activity, Shown, View
from canvas.model.show_of_hands import MAX_FINGERS, MEANINGS
from canvas.model.types import ItemId

ANSWER, REASON = "a.", "r."
"""Prefixes of the names of fields; the id of the statement follows."""

WHO, REPLACE = "who", "replace"
"""The fields of a review that names organisations."""

_ERROR: Final = "error"
_NOT_SENT: Final = "Not sent."


def ask_form(view: View, *, key: str = "", refused: str = "", typed: Mapping[str, str] | None = None) -> str:
    """What is asked now, as a form; ``typed`` holds the fields of a post that was refused."""
    return _FORMS[view.ask.activity](view, _Post(key, refused, typed or {}))


class _Post:
    """What a form shows beside what is asked: its idempotency key, and a refused post with its reason."""

    def __init__(self, key: str, refused: str, typed: Mapping[str, str]) -> None:
        self.key, self.typed = key, typed
        is_refused = refused not in ("", TAKEN)
        self.error = (
            f'<p class="error" id="{_ERROR}"><strong>{_NOT_SENT}</strong> {text(refusal(refused))}</p>\n'
            if is_refused
            else ""
        )
        self.sent = '<p class="sent">Sent. Thank you.</p>\n' if refused == TAKEN else ""
        self.invalid = f' aria-invalid="true" aria-describedby="{_ERROR}"' if is_refused else ""

    def answer(self, view: View, item: ItemId) -> str:
        """What was typed, else what the phone answered before."""
        before = view.answers.get(item)
        return self.typed.get(ANSWER + item, "" if before is None else str(before))

    def reason(self, view: View, item: ItemId) -> str:
        return self.typed.get(REASON + item, view.reasons.get(item, ""))


def _form(view: View, post: _Post, action: str, *, lead: str, fields: str, button: str) -> str:
    ask = view.ask
    return (
        f'<section id="ask-{ask.number}" class="ask" aria-labelledby="asked">\n'
        f'<h2 id="asked">{ACTIVITIES[ask.activity]}</h2>\n<p>{lead}</p>\n{post.sent}{post.error}'
        f'<form method="post" action="{action}" data-ask="{ask.number}">\n'
        f'<input type="hidden" name="key" value="{text(post.key)}">'
        f'<input type="hidden" name="ask" value="{ask.number}">\n{fields}'
        f'<p class="send"><button type="submit">{button}</button> <span class="kept" data-own></span></p>\n'
        "</form>\n</section>\n"
    )


def _nothing(view: View, _: _Post) -> str:
    return (
        f'<section id="ask-{view.ask.number}" class="ask none"><p>{ACTIVITIES["follow"]}. '
        "This page shows what the meeting talks about.</p></section>\n"
    )


def _write(view: View, post: _Post) -> str:
    seen = (
        "What has been written is shown below."
        if view.ask.is_revealed
        else "Nobody sees it until the facilitator shows what everyone has written."
    )
    fields = (
        '<label for="say">Your statement</label>\n'
        f'<textarea id="say" name="text" rows="3" dir="auto" required{post.invalid}>\n'
        f"{text(post.typed.get('text', ''))}</textarea>\n"
    )
    lead = f"One statement at a time, as many as you like. {seen}"
    return _form(view, post, "/m/say", lead=lead, fields=fields, button="Send")


def _vote(view: View, post: _Post) -> str:
    budget = view.ask.budget

    def row(shown: Shown) -> str:
        name, words = f"dots-{text(shown.id)}", line(shown.text)
        fewer, more = f"One dot fewer for: {words}", f"One dot more for: {words}"
        return (
            f'<div class="row"><label for="{name}" dir="auto">{words}</label>\n<span class="dots">'
            f'<button type="button" class="step" data-step="-1" aria-label="{fewer}">−</button>'
            f'<input id="{name}" type="number" inputmode="numeric" name="{ANSWER}{text(shown.id)}" min="0" '
            f'max="{budget}" value="{text(post.answer(view, shown.id) or "0")}"{post.invalid}>'
            f'<button type="button" class="step" data-step="1" aria-label="{more}">+</button>'
            "</span></div>\n"
        )

    fields = (
        f'<div class="vote" data-budget="{budget}">\n{"".join(map(row, view.statements))}</div>\n'
        '<p class="left" role="status" data-own></p>\n'
    )
    lead = f"You have {counted(budget, 'dot')}. One statement can get several. {SPREAD_ONLY}"
    return _form(view, post, "/m/cast", lead=lead, fields=fields, button="Send my dots")


def _hands(view: View, post: _Post) -> str:
    fingers = [(number, f"<b>{number}</b> {MEANINGS[number]}") for number in range(MAX_FINGERS, -1, -1)]
    fields = "".join(_choices(view, post, shown, fingers) for shown in view.statements)
    lead = f"How many fingers do you show, from 5 to 0? {SPREAD_ONLY}"
    return _form(view, post, "/m/cast", lead=lead, fields=fields, button="Show my hand")


def _review(view: View, post: _Post) -> str:
    def asked(shown: Shown) -> str:
        levels = [(number, line(words)) for number, words in enumerate(shown.levels, 1)]
        name = f"why-{text(shown.id)}"
        because = (
            f'<p class="why"><label for="{name}">Because (you may leave this empty)</label>\n'
            f'<input id="{name}" type="text" name="{REASON}{text(shown.id)}" dir="auto" autocomplete="off" '
            f'value="{line(post.reason(view, shown.id))}"></p>\n'
        )
        return _choices(view, post, shown, [*levels, (NOT_RELEVANT, "Not relevant for us")], because)

    is_named = view.organisations is not None
    beside = "The name of your organisation will stand beside its answers."
    return _form(
        view,
        post,
        "/m/cast",
        lead=f"Choose the words that fit best. {beside if is_named else SPREAD_ONLY}",
        fields=_respondent(view, post) + "".join(map(asked, view.statements)),
        button="Send my answers",
    )


def _respondent(view: View, post: _Post) -> str:
    """For which organisation a phone answers; nothing where nobody is named."""
    if view.organisations is None:
        return ""
    chosen = post.typed.get(WHO, view.organisation)
    buttons = "".join(
        f'<label><input type="radio" name="{WHO}" value="{text(each)}" required'
        f'{" checked" if each == chosen else ""}> <span dir="auto">{line(each)}</span></label>\n'
        for each in view.organisations
    )
    described = f' aria-describedby="{_ERROR}"' if post.error else ""
    return (
        f'<fieldset id="choose-organisation"{described}>\n'
        f"<legend>Which organisation do you answer for?</legend>\n{buttons}"
        f'<label><input type="checkbox" name="{REPLACE}" value="yes"> '
        "<span>Replace what was answered for it elsewhere</span></label>\n</fieldset>\n"
    )


def _choices(
    view: View, post: _Post, shown: Shown, choices: Iterable[tuple[int, str]], below: str = ""
) -> str:
    """A statement with radio buttons; the words of the choices are HTML."""
    name, answer = text(shown.id), post.answer(view, shown.id)
    buttons = "".join(
        f'<label><input type="radio" name="{ANSWER}{name}" value="{number}"'
        f'{" checked" if answer == str(number) else ""}> <span dir="auto">{words}</span></label>\n'
        for number, words in choices
    )
    described = f' aria-describedby="{_ERROR}"' if post.error else ""
    return (
        f'<fieldset id="choose-{name}"{described}>\n<legend dir="auto">{line(shown.text)}</legend>\n'
        f"{buttons}{below}</fieldset>\n"
    )


_FORMS: Final[Mapping[Activity, Callable[[View, _Post], str]]] = {
    "follow": _nothing,
    "write": _write,
    "vote": _vote,
    "hands": _hands,
    "review": _review,
}
