"""`SavedScreen`: the saved searches, to take one up, rename it or take it away; and the question what to call one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events

from kortui.errors import KortuiError
from kortui.search.saved import renamed
from kortui.searches import EXAMPLES, name_of
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.chooser import Chooser, Entry
from kortui.tui.session import Session


class SavedScreen(Chooser):
    """A panel of saved searches with what each finds now. Leaves with the name of one, or None.

    Delete takes the one under the cursor away, ctrl+r gives it another name; both are written at once.
    """

    READING: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        ("esc", "cancel", 1, "cancel"),
        ("enter", "take up", 2, "choose"),
        ("↓/↑", "move", 5, "move"),
    )
    HINTS: ClassVar[tuple[tuple[str, str, int, str], ...]] = (
        *READING,
        ("^r", "rename", 3, "rename"),
        ("del", "take away", 4, "delete"),
    )

    def __init__(self, session: Session, changed: Callable[[str, Callable[[], object]], object]) -> None:
        self._changed = changed
        super().__init__(session, "Saved searches", _entries(session))

    def update_footer(self) -> None:
        """Show the keys that work, which change nothing in a public session."""
        if self.bar is not None:
            self.bar.show(self.HINTS if self.session.searches.writable else self.READING)

    def take_key(self, event: events.Key) -> bool:
        """Take away or rename the search under the cursor; letters look for one."""
        if self.at is not None and self.session.searches.writable:
            if event.key == "delete" and self.prompt.editor.caret == len(self.prompt.editor.text):
                self._delete(self.at.value)
                return True
            if event.key == "ctrl+r":
                self._rename(self.at.value)
                return True
        return super().take_key(event)

    def _delete(self, name: str) -> None:
        searches = self.session.searches
        text = searches.texts[name]
        self._do(lambda: searches.delete(name), f"saved:{name} is taken away; {self.session.key('undo.last')} brings it back")
        if name not in searches.texts:
            self._changed(f"taking saved:{name} away", lambda: searches.save(name, text))

    def _rename(self, old: str) -> None:
        def chosen(new: str | None) -> None:
            if new is not None:
                self._do(lambda: self.session.searches.rename(old, new), f"saved:{old} is saved:{new} now")

        def answer(typed: str) -> tuple[str | None, str]:
            try:
                name = name_of(typed)
            except KortuiError as error:
                return None, error.what
            taken = name != old and name in self.session.searches.texts
            return (None, f"there is a saved:{name} already") if taken else (name, f"saved:{name}")

        self.app.push_screen(Chooser(self.session, "New name", typed=old, free=answer), chosen)

    def _do(self, work: Callable[[], object], told: str) -> None:
        try:
            work()
        except KortuiError as error:
            told = error.line()
        self.session.finder.saved_changed()
        self.entries = _entries(self.session)
        self.prompt.hint = told
        self.prompt.styles.height = 2
        self._fit()
        self._fill()


def _entries(session: Session) -> tuple[Entry, ...]:
    finder = session.finder
    found = []
    for name, text in session.searches.texts.items():
        count = finder.find(f"saved:{name}").bits.bit_count()
        origin = "example  " if session.searches.own.get(name, EXAMPLES.get(name)) == EXAMPLES.get(name) else ""
        found.append(Entry(f"{name}  {text}", name, f"{origin}{count:,}"))
    return tuple(found)


def ask_name(
    screen: KortuiScreen,
    text: str,
    saved: Callable[[str], object],
    changed: Callable[[str, Callable[[], object]], object],
    typed: str = "",
) -> None:
    """Ask what to call a search and save it; a name that another search has is asked about once more.

    Args:
        screen: Where it was asked; told how it went.
        text: The query.
        saved: Called with the name, once it is saved.
        changed: Called with what took the place of another search, and how to bring that back.
        typed: Name to begin with.
    """
    session = screen.session
    searches = session.searches

    def answer(typed: str) -> tuple[str | None, str]:
        if not typed.strip():
            return None, f"a name for {text}"
        try:
            name = name_of(typed)
            searches.check(name, text)
        except KortuiError as error:
            return None, error.what
        before = searches.texts.get(name)
        return name, f"saved:{name}" if before is None else f"saved:{name} is there already: {before}"

    def chosen(name: str | None) -> None:
        before = searches.texts.get(name or "")
        if name is None:
            return
        if before is None or before == text:
            save(name)
            return

        def decided(replaces: bool | None) -> None:
            if replaces:
                if save(name):
                    changed(f"saved:{name} in place of another search", lambda: searches.save(name, before))
            elif replaces is not None:
                ask_name(screen, text, saved, changed, name)

        users = [user for user, other in searches.texts.items() if renamed(other, name, "") != other]
        entries = (
            Entry("Take another name", False),
            Entry(f"Replace {before}", True, f"also in {', '.join(users)}" if users else ""),
        )
        screen.app.push_screen(Chooser(session, f"There is a saved:{name} already", entries), decided)

    def save(name: str) -> bool:
        try:
            searches.save(name, text)
        except KortuiError as error:
            screen.say(error.line(), "bad")
            return False
        session.finder.saved_changed()
        saved(name)
        return True

    screen.app.push_screen(Chooser(session, "Save search as", typed=typed, free=answer), chosen)
