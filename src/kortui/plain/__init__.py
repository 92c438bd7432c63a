"""The linear mode, ``kortui --plain``: numbered lines and commands in words, for screen readers, braille and pipes.

It draws nothing: no other screen, no moved cursor, no colour; every answer is lines below the last. It stands on the same
query language, panes and gatherings (`kortui.overview`) as the app, and takes the words and keys of `kortui.commands`.
"""
