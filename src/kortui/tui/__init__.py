"""The app: screens, panes and widgets over `kortui.search` and `kortui.model`; the only part that draws."""
