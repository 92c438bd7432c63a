"""What can be gathered from the records of a pane: tables, series of figures, relations, each with a plain sentence.

Pure functions of a library and some rows of it. The app draws what they give (`kortui.tui.charts`), the linear mode reads it
out (`kortui.plain`); so both say the same, and nothing here knows a terminal.
"""
