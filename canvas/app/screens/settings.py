"""The settings with their values, which can be changed here and are written to the settings file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from canvas.app.bindings import binding_of
from canvas.app.key_map import UnfitKeyError, read_key
from canvas.app.keys import BY_NAME
from canvas.app.paint.themes import THEMES, short_name
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.message_line import KeyNotice, MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.fitting_line import FittingLine
from canvas.app.widgets.keys_line import KeysLine
from canvas.app.widgets.row_list import RowList
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.files.setting import Setting
from canvas.files.settings import BY_KEY, KEYS, SETTINGS, Settings
from canvas.files.settings_edit import SettingsError, write_setting
from canvas.model.sanitize import visible_line

_KEYS = (
    *(("turn(1)", "← → another"), ("change", "enter changes"), ("default", "backspace undoes that")),
    ("dismiss", "esc closes"),
)
_LABEL_WIDTH, _VALUE_WIDTH = 16, 12


class SettingsScreen(Waiting[str], KeyNotice):
    """Lists every setting, and the keys of every action."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("settings.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        binding_of("settings", "dismiss"),
        Binding("enter,space", "change", "Change", priority=True),
        Binding("right", "turn(1)", "Next", priority=True),
        Binding("left", "turn(-1)", "Previous", priority=True),
        Binding("backspace,delete", "default", "Default", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.options = RowList(has_focus=True)
        self.problem = MessageLine()
        self.about = Static("", classes="about", markup=False)

    def compose(self) -> Iterator[Widget]:
        """Yield the list, the problem, the help, the path of the file and the keys."""
        with Vertical(classes="dialog wide tall settings"):
            yield Static("Settings", classes="title", markup=False)
            yield self.options
            yield self.problem
            yield self.notice
            yield self.about
            path = visible_line(self.app.settings.path)
            if path:
                yield Static(Content(f"kept in {path}"), classes="hint", id="settings-file")
            yield KeysLine(*_KEYS)

    def on_mount(self) -> None:
        """List the settings, with what is wrong in them."""
        self._written(self.app.problems)
        self.options.highlighted = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the highlighted setting."""
        name = event.option.id or ""
        setting = BY_KEY.get(name)
        words = setting.help if setting else BY_NAME[name.removeprefix(f"{KEYS}.")].help
        applies = f" It holds {setting.applies}." if setting and setting.applies != "at once" else ""
        self.about.update(f"{words[:1].upper()}{words[1:]}.{applies}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the clicked setting."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Toggle or choose the value of the highlighted setting."""
        name = self._highlighted
        setting = BY_KEY.get(name)
        if setting is None:
            self._ask_for_keys(name)
        elif isinstance(setting.default, bool):
            self._set(name, not getattr(self.app.settings, name))
        else:
            options = [
                Option(str(n), word, word, hint) for n, (word, hint) in enumerate(_choices(setting), 1)
            ]
            now = getattr(self.app.settings, name)
            screen = ChooseScreen(f"{setting.label}: {setting.help}", options, now)
            self.app.ask(screen, lambda word: self._set(name, word))

    def action_turn(self, step: int) -> None:
        """Take the next or the previous choice of the highlighted setting."""
        setting = BY_KEY.get(self._highlighted)
        if setting is None:
            return
        now = getattr(self.app.settings, setting.key)
        if isinstance(now, bool):
            self._set(setting.key, not now)
            return
        words = [word for word, _ in _choices(setting)]
        at = words.index(now) + step if now in words else 0
        self._set(setting.key, words[at % len(words)])

    def action_default(self) -> None:
        """Reset the highlighted setting."""
        self._set(self._highlighted, None)

    @property
    def _highlighted(self) -> str:
        return self.options.get_option_at_index(self.options.highlighted or 0).id or ""

    def _ask_for_keys(self, name: str) -> None:
        action = BY_NAME[name.removeprefix(f"{KEYS}.")]
        now = self.app.key_map.shown(action.id) or "none"
        question = f"Keys for “{action.label}”, now {now}: one or more, such as f5 or ctrl+w or W"

        def answered(said: str) -> None:
            try:
                for key in said.split():
                    read_key(key)
            except UnfitKeyError as error:
                self.problem.tell(f"{error}.")
            else:
                self._set(name, said.split())

        self.app.ask(PromptScreen(question), answered)

    def _set(self, name: str, value: str | bool | list[str] | None) -> None:
        """Write a value in a thread and apply it; keys that cannot be used are reverted."""
        setting = BY_KEY.get(name)
        if setting and value == setting.default:
            value = None
        before = self.app.problems

        def written(settings: Settings) -> None:
            self.app.apply_settings(settings)
            new = [problem for problem in self.app.problems if problem not in before]
            if new and name.startswith(KEYS):
                self._write(name, None, lambda restored: reverted(restored, new))
            else:
                self._written(new)

        def reverted(settings: Settings, problems: list[str]) -> None:
            self.app.use(settings)
            self._written(problems)

        self._write(name, value, written)

    def _write(
        self, name: str, value: str | bool | list[str] | None, written: Callable[[Settings], object]
    ) -> None:
        """Write a value; keys pressed meanwhile are queued."""
        self.wait()
        path = self.app.settings.path or None

        def write() -> None:
            try:
                settings = write_setting(name, value, path)
            except SettingsError as error:
                self.from_thread(self._refuse, str(error))
            else:
                self.from_thread(written, settings)

        self.run_worker(write, thread=True)

    def _written(self, problems: Sequence[str]) -> None:
        """Show the settings as they are now."""
        self.problem.tell(" ".join(problems))
        at = self.options.highlighted
        self.options.set_options(self._rows())
        self.options.highlighted = at
        self.go_on(self.options)

    def _refuse(self, problem: str) -> None:
        """Show why nothing was written."""
        self.problem.tell(problem)
        self.go_on(self.options)

    def _rows(self) -> Iterator[ListOption]:
        for setting in SETTINGS:
            value = getattr(self.app.settings, setting.key)
            words = ["yes", "no"] if isinstance(value, bool) else [word for word, _ in _choices(setting)]
            now = value if isinstance(value, str) else "yes" if value else "no"
            known = words if now in words else [now, *words]
            every = [_choice(word, is_now=word == now) for word in known]
            alone = (_choice(now, is_now=True), (" …", "$quiet"))
            shown = FittingLine(_line(setting.label, *every), _line(setting.label, *alone))
            yield ListOption(shown, id=setting.key)
        yield ListOption(Content.styled("Keys of the board", "bold $accent"), disabled=True)
        for action in self.app.key_map.actions:
            keys = self.app.written(action.keys_shown) if action.keys else "–"
            columns = ((f" {keys:<{_VALUE_WIDTH}} ", "bold"), (action.help, "$quiet"))
            yield ListOption(_line(action.label, *columns), id=f"{KEYS}.{action.id}")


def _choices(setting: Setting[Any]) -> tuple[tuple[str, str], ...]:
    """What a setting may be, each with its meaning; of the theme, which takes any name, those of ours."""
    return setting.choices or tuple((short_name(theme), "") for theme in THEMES)


def _choice(word: str, *, is_now: bool) -> tuple[str, str]:
    return (f"‹{visible_line(word)}›", "bold") if is_now else (f" {word} ", "$quiet")


def _line(label: str, *columns: tuple[str, str]) -> Content:
    return Content.assemble(f" {label:<{_LABEL_WIDTH}} ", *columns)
