"""What is known of the fields of record classes, those of `kortui.records` and standard data classes alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MISSING: Any = object()
"""Stands for a default that was not given."""


class Field:
    """What is known of one field; attributes as of `dataclasses.Field`.

    Attributes:
        name: Its name.
        default: Its default, `MISSING` when there is none.
        default_factory: What makes its default, `MISSING` when nothing does.
        init: Whether it is an argument of the constructor.
        repr: Whether it is shown.
        compare: Whether equality and hash go by it.
        metadata: What the class says about it.
    """

    __slots__ = ("compare", "default", "default_factory", "init", "metadata", "name", "repr")

    def __init__(
        self,
        default: Any = MISSING,
        default_factory: Any = MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - named as in the standard library
        compare: bool = True,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = ""
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.metadata: Mapping[str, Any] = metadata or {}

    @property
    def required(self) -> bool:
        """Whether the constructor cannot do without it."""
        return self.default is MISSING and self.default_factory is MISSING


class Standard:
    """An attribute of the standard library's data classes, made of a twin of the class when somebody asks for it."""

    def __init__(self, cls: type, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        import dataclasses

        cls = self._cls
        namespace: dict[str, Any] = {"__annotations__": _annotations(cls), "__module__": cls.__module__}
        for one in fields_of(cls).values():
            given = {name: value for name in ("default", "default_factory") if (value := getattr(one, name)) is not MISSING}
            namespace[one.name] = dataclasses.field(
                **given, init=one.init, repr=one.repr, compare=one.compare, metadata=one.metadata
            )
        twin: Any = dataclasses.dataclass(frozen=cls.__dict__["__frozen__"])(type(cls.__name__, (), namespace))
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            type.__setattr__(cls, name, getattr(twin, name))
        return getattr(cls, self._name)


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if "__record_fields__" in base.__dict__:
            found |= base.__annotations__
    return found


def fields_of(cls: type) -> dict[str, Field]:
    """The fields of a record class, of this module or a standard one, by name and in order; those it inherits first."""
    own: dict[str, Field] | None = getattr(cls, "__record_fields__", None)
    if own is not None:
        return own
    import dataclasses

    found: dict[str, Field] = {}
    for one in dataclasses.fields(cls):
        default, factory = (MISSING if value is dataclasses.MISSING else value for value in (one.default, one.default_factory))
        found[one.name] = made = Field(default, factory, one.init, one.repr, one.compare, one.metadata)
        made.name = one.name
    return found


def is_record(annotation: object) -> bool:
    """Whether something is a record class, of this module or a standard one."""
    return hasattr(annotation, "__record_fields__") or hasattr(annotation, "__dataclass_fields__")


def values_of(record: Any) -> dict[str, Any]:
    """The fields of a record with their values, as they are."""
    return {name: getattr(record, name) for name in fields_of(type(record))}
