"""Data classes that cost next to nothing to define: what `dataclasses.dataclass` makes, made when it is first needed.

The standard decorator compiles six functions a class as it is defined, 0.7 to 1.5 ms, and its import of `inspect` costs
another 10 ms: with the 70 records of the app a third of its start. Here a class gets its slots at once and its
``__init__`` when some instances have been made; comparison, hash and text are shared functions. To type checkers the names are
the standard ones; `dataclasses.fields`, `dataclasses.replace`, `copy` and `pickle` work on these classes too.
"""

from __future__ import annotations

from kortui.records.fields import Field as Field
from kortui.records.fields import fields_of as fields_of
from kortui.records.fields import is_record as is_record
from kortui.records.fields import values_of as values_of
from kortui.records.making import dataclass as dataclass
from kortui.records.making import field as field
from kortui.records.making import replace as replace
