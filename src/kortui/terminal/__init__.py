"""The terminal side of kortui: what a terminal can do, what is sent to it, and what it may send back.

`capabilities`, `environment`, `tty`, `colours`, `glyphs` and `output` never import Textual, so that the command line can
ask them before it pays for the import; `driver` and `input` do.
"""
