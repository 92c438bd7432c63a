"""What widgets tell the screen, named for what happened."""

from __future__ import annotations

from textual.message import Message

from kortui.records import dataclass


@dataclass
class ScreenOpened(Message):
    """The main screen stands and takes keys."""


@dataclass
class ScreenStands(Message):
    """A screen is made, or on top again, and takes keys."""


@dataclass
class CursorMoved(Message):
    """The cursor of a list came to rest on another item; held keys replace each other.

    Attributes:
        index: Index of the item in the list's source.
    """

    index: int

    def can_replace(self, message: Message) -> bool:
        """A later place makes an earlier one pointless."""
        return isinstance(message, CursorMoved)


@dataclass
class TextMoved(Message):
    """Another part of a text is in sight, or the window has another size."""

    def can_replace(self, message: Message) -> bool:
        """Only what is in sight now matters."""
        return isinstance(message, TextMoved)


@dataclass
class ItemOpened(Message):
    """Enter or a click on an item.

    Attributes:
        index: Index of the item in the list's source.
    """

    index: int


@dataclass
class QueryEdited(Message):
    """The text of the search line changed while typing; a later text makes an earlier one pointless."""

    text: str

    def can_replace(self, message: Message) -> bool:
        """Whether the message is an earlier text."""
        return isinstance(message, QueryEdited)


@dataclass
class PasteCut(Message):
    """A paste had no room in the search line.

    Attributes:
        most: Characters that it takes.
    """

    most: int


@dataclass
class ChipClicked(Message):
    """A part of the query was clicked.

    Attributes:
        number: Its place among the query's chips.
    """

    number: int


@dataclass
class Gathered(Message):
    """What thousands of records were looked through for is there.

    Attributes:
        work: The `kortui.tui.gathering.Gathering`.
    """

    work: object


@dataclass
class IndexChecked(Message):
    """The index of a large library was compared with its database.

    Attributes:
        whole: Whether it belongs to it.
    """

    whole: bool


@dataclass
class PaneChosen(Message):
    """A tab was clicked."""

    pane: str


@dataclass
class RangeChosen(Message):
    """A bar of the time strip was opened.

    Attributes:
        edtf: The stretch of time as EDTF.
    """

    edtf: str


@dataclass
class RowPointed(Message):
    """The cursor of a view stands on something of an event; the list and the detail go along, the focus stays.

    Attributes:
        row: Row in the library.
    """

    row: int

    def can_replace(self, message: Message) -> bool:
        """A later place makes an earlier one pointless."""
        return isinstance(message, RowPointed)


@dataclass
class ViewTurned(Message):
    """A view shows something else of its own, so that other keys may work in it."""


@dataclass
class LinkOpened(Message):
    """A link in a text was opened.

    Attributes:
        target: What it leads to, ``kind:id``.
    """

    target: str


@dataclass
class QueryWanted(Message):
    """A view wants the app to search for something.

    Attributes:
        text: The whole query.
    """

    text: str


@dataclass
class RowWanted(Message):
    """A view wants the cursor on an event.

    Attributes:
        row: Row in the library.
    """

    row: int
