"""What the parts of a presentation ask of its screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.widget import AwaitMount, Widget

    from canvas.app.screens.present.slideshow import Slideshow
    from canvas.app.screens.present.user_keys import SlideKeys
    from canvas.app.widgets.editor import ItemEditor
    from canvas.app.widgets.slide import SlideView
    from canvas.workspace import Workspace


class Stage(Protocol):
    """The screen of the slides."""

    slideshow: Slideshow
    view: SlideView
    keys: SlideKeys
    workspace: Workspace
    today: date

    @property
    def size(self) -> Size:
        """The size of the screen."""

    @property
    def is_attached(self) -> bool:
        """Whether the screen still shows."""

    @property
    def uses_shorthand(self) -> bool:
        """Whether shorthand is understood in what is typed."""

    @property
    def panel_in_sight(self) -> str:
        """The panel of the slide; on a slide of none, the first."""

    def show_panel(self, panel: str) -> None:
        """Show a panel's first slide, unless one of its slides shows."""

    def paint(self, message: str = "") -> None:
        """Show the slide, and a sentence below it."""

    def open_dialog(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Open a dialog; `then` is called with its answer, if any."""

    def mount(self, *widgets: Widget) -> AwaitMount:
        """Mount a widget."""

    def mount_editor(self, editor: ItemEditor) -> Awaitable[None]:
        """Mount the editor below the slide."""

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True) -> None:
        """Give a widget the focus."""
