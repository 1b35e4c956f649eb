"""The settings, each with its value: what is chosen here is applied and written to the settings file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from canvas.app.key_map import BY_NAME, UnfitKeyError, read_key
from canvas.app.paint.themes import THEMES, short_name
from canvas.app.screens.choose import ChooseScreen, Option
from canvas.app.screens.message_line import MessageLine
from canvas.app.screens.prompt import PromptScreen
from canvas.app.widgets.keys_line import keys_line
from canvas.app.widgets.waiting import Waiting
from canvas.bundled_files import style
from canvas.files.settings import BY_KEY, KEYS, SETTINGS, Setting, Settings
from canvas.files.settings_edit import SettingsError, write_setting
from canvas.model.sanitize import visible_line

_KEYS = keys_line(("change", "enter changes"), ("default", "backspace undoes that"), ("dismiss", "esc"))
_LABEL, _VALUE = 16, 12


class SettingsScreen(Waiting[str]):
    """Every setting, and the keys of every action."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("dialogs.tcss"), style("settings.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,comma", "dismiss", "Close", priority=True),
        Binding("enter,space", "change", "Change", priority=True),
        Binding("backspace,delete", "default", "Default", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.problem = MessageLine()

    def compose(self) -> Iterator[Widget]:
        """The list, what is wrong, where all of it is kept."""
        with Vertical(classes="dialog wide tall settings"):
            yield Static("Settings", classes="title", markup=False)
            yield OptionList(compact=True)
            yield self.problem
            yield Static("", classes="about", markup=False)
            path = visible_line(self.app.settings.path)
            if path:
                yield Static(Content(f"kept in {path}"), classes="hint", id="settings-file")
            yield Static(_KEYS, classes="hint")

    def on_mount(self) -> None:
        """List what there is."""
        self._list()
        self.query_one(OptionList).highlighted = 0
        self.go_on(self.query_one(OptionList))
        self.problem.tell(" ".join(self.app.problems))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say in full what the marked one does."""
        name = event.option.id or ""
        setting = BY_KEY.get(name)
        words = setting.help if setting else BY_NAME[name.removeprefix(f"{KEYS}.")].help
        later = f" It holds {setting.applies}." if setting and setting.applies != "at once" else ""
        self.query_one(".about", Static).update(f"{words[:1].upper()}{words[1:]}.{later}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change what was clicked."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Another value for what is marked."""
        name = self._marked
        setting = BY_KEY.get(name)
        if setting is None:
            self._ask_for_keys(name)
        elif isinstance(setting.default, bool):
            self._keep(name, not getattr(self.app.settings, name))
        else:
            choices = setting.choices or tuple((short_name(theme), "") for theme in THEMES)
            options = [Option(str(n), word, word, hint) for n, (word, hint) in enumerate(choices, 1)]
            now = getattr(self.app.settings, name)
            screen = ChooseScreen(f"{setting.label}: {setting.help}", options, now)
            self.app.push_screen(screen, lambda word: self._keep(name, word) if word else None)

    def action_default(self) -> None:
        """What the program does by itself, for what is marked."""
        self._keep(self._marked, None)

    @property
    def _marked(self) -> str:
        listed = self.query_one(OptionList)
        option = listed.get_option_at_index(listed.highlighted or 0)
        return option.id or ""

    def _ask_for_keys(self, name: str) -> None:
        action = BY_NAME[name.removeprefix(f"{KEYS}.")]
        now = self.app.key_map.shown(action.id) or "none"
        question = f"Keys for “{action.label}”, now {now}: one or more, such as f5 or ctrl+w or W"

        def answered(said: str | None) -> None:
            if said:
                try:
                    for key in said.split():
                        read_key(key)
                except UnfitKeyError as error:
                    self.problem.tell(f"{error}.")
                else:
                    self._keep(name, said.split())

        self.app.push_screen(PromptScreen(question), answered)

    def _keep(self, name: str, value: str | bool | list[str] | None) -> None:
        """Apply a value and write it, in a thread; keys that cannot be used are taken back."""
        setting = BY_KEY.get(name)
        if setting and value == setting.default:
            value = None
        before = self.app.problems

        def written(settings: Settings) -> None:
            self.app.apply_settings(settings)
            new = [problem for problem in self.app.problems if problem not in before]
            if new and name.startswith(KEYS):
                self._write(name, None, lambda restored: taken_back(restored, new))
            else:
                self._written(new)

        def taken_back(settings: Settings, problems: list[str]) -> None:
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

    def _written(self, problems: list[str]) -> None:
        """Show the settings as they are now."""
        self.problem.tell(" ".join(problems))
        self._list()
        self.go_on(self.query_one(OptionList))

    def _refuse(self, problem: str) -> None:
        """Show why nothing was written."""
        self.problem.tell(problem)
        self.go_on(self.query_one(OptionList))

    def _list(self) -> None:
        listed = self.query_one(OptionList)
        at = listed.highlighted
        listed.set_options([self._row(setting) for setting in SETTINGS])
        listed.add_option(ListOption(Content.styled("Keys of the board", "bold $accent"), disabled=True))
        for action in self.app.key_map.actions:
            if (name := action.id) in BY_NAME:
                keys = action.keys_shown if action.keys else "–"
                shown = Content.assemble(
                    f" {action.label:<{_LABEL}} ", (f"{keys:<{_VALUE}} ", "bold"), (action.help, "$quiet")
                )
                listed.add_option(ListOption(shown, id=f"{KEYS}.{name}"))
        listed.highlighted = at

    def _row(self, setting: Setting[Any]) -> ListOption:
        value = getattr(self.app.settings, setting.key)
        said = visible_line(value) if isinstance(value, str) else "yes" if value else "no"
        shown = Content.assemble(
            f" {setting.label:<{_LABEL}} ", (f"{said:<{_VALUE}} ", "bold"), (setting.help, "$quiet")
        )
        return ListOption(shown, id=setting.key)
