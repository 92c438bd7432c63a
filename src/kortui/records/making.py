"""How a class becomes a record: its slots and shared methods at once, its constructor when some instances have been made."""

from __future__ import annotations

from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace

from kortui.records.fields import MISSING, Field, Standard, fields_of

_LACKING: Any = object()
"""Stands for an argument that was not given."""
_BY_HAND = 16
"""Instances of a class that are made field by field (5 µs each) before its constructor is worth compiling (200 µs)."""


def _refuse(action: str) -> Callable[..., Any]:
    def refuse(self: object, name: str, *_value: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot {action} field {name!r}")

    return refuse


_refuse_set = _refuse("assign to")
_refuse_delete = _refuse("delete")


def _key_of(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda record: ()


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, one in fields_of(type(self)).items() if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in fields_of(type(self))]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(fields_of(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _compile_init(cls: type) -> Callable[..., None]:
    """The constructor; a slot is set through its descriptor, which a frozen class does not guard."""
    frozen = cls.__dict__["__frozen__"]
    scope: dict[str, Any] = {"_lacking": _LACKING, "_set": object.__setattr__}
    head, body = ["self"], []
    for name, one in fields_of(cls).items():
        value = name
        if one.init:
            if one.default is not MISSING:
                scope[f"_default_{name}"] = one.default
            elif one.default_factory is not MISSING:
                scope[f"_make_{name}"] = one.default_factory
                value = f"_make_{name}() if {name} is _lacking else {name}"
            default = "" if one.required else f"=_default_{name}" if one.default is not MISSING else "=_lacking"
            head.append(name + default)
        elif one.required:
            continue
        else:
            scope[f"_default_{name}"] = one.default
            scope[f"_make_{name}"] = one.default_factory
            value = f"_default_{name}" if one.default is not MISSING else f"_make_{name}()"
        slot: Any = getattr(cls, name, None) if frozen else None
        if type(slot).__name__ == "member_descriptor":
            scope[f"_slot_{name}"] = slot.__set__
            body.append(f"_slot_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    lines = "\n ".join(body or ["pass"])
    exec(f"def __init__({', '.join(head)}):\n {lines}", scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _set_fields(self: Any, fields: Mapping[str, Field], values: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Do what the constructor would; False, with nothing done, where it would refuse its arguments."""
    given = dict(zip((name for name, one in fields.items() if one.init), values, strict=False)) | named
    if len(given) != len(values) + len(named):
        return False
    found: dict[str, Any] = {}
    for name, one in fields.items():
        if one.init and name in given:
            found[name] = given.pop(name)
        elif one.default is not MISSING:
            found[name] = one.default
        elif one.default_factory is not MISSING:
            found[name] = one.default_factory()
        elif one.init:
            return False
    if given:
        return False
    for name, value in found.items():
        object.__setattr__(self, name, value)
    if hasattr(self, "__post_init__"):
        self.__post_init__()
    return True


def _equip(cls: type, own: dict[str, Field], *, frozen: bool, slots: bool) -> type:
    inherited: dict[str, Field] = getattr(cls, "__record_fields__", {})
    namespace = dict(cls.__dict__)
    for name, one in own.items():
        if slots or one.default is MISSING:
            namespace.pop(name, None)
        else:
            namespace[name] = one.default
    every = {**inherited, **own}
    namespace |= {
        "__record_fields__": every,
        "__frozen__": frozen,
        "__match_args__": tuple(n for n, f in every.items() if f.init),
    }
    key = _key_of([name for name, one in every.items() if one.compare])

    def equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    count = 0

    def make(self: Any, *values: Any, **named: Any) -> None:
        nonlocal count
        count += 1
        if count <= _BY_HAND and _set_fields(self, every, values, named):
            return
        init = _compile_init(made)
        type.__setattr__(made, "__init__", init)
        init(self, *values, **named)

    methods: dict[str, Any] = {"__init__": make, "__repr__": _repr, "__eq__": equal, "__hash__": hashed if frozen else None}
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        methods |= {"__getstate__": _getstate, "__setstate__": _setstate} if slots else {}
    explicit = {name for name in methods if name in namespace}
    if namespace.get("__hash__", 0) is None and "__eq__" in namespace:
        explicit.discard("__hash__")  # Python put it there because the class defines __eq__
    namespace |= {name: method for name, method in methods.items() if name not in explicit}
    if slots:
        namespace.pop("__dict__", None)
        namespace.pop("__weakref__", None)
        namespace["__slots__"] = tuple(name for name in own if name not in inherited)
        made = type(cls)(cls.__name__, cls.__bases__, namespace)
        made.__qualname__ = cls.__qualname__
    else:
        made = cls
        for name in own:
            if name not in namespace and name in cls.__dict__:
                delattr(cls, name)
        for name, value in namespace.items():
            if cls.__dict__.get(name, MISSING) is not value:
                setattr(cls, name, value)
    for name in ("__dataclass_fields__", "__dataclass_params__"):
        setattr(made, name, Standard(made, name))
    return made


def _dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
    """Make a class a record; meaning as of `dataclasses.dataclass`."""
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen, slots=slots)
    own: dict[str, Field] = {}
    for name, annotation in cls.__annotations__.items():
        if str(annotation).startswith(("ClassVar", "typing.ClassVar")):
            continue
        value = cls.__dict__.get(name, MISSING)
        own[name] = one = value if type(value) is Field else Field(value)
        one.name = name
    return _equip(cls, own, frozen=frozen, slots=slots)


def _replace(record: Any, /, **changes: Any) -> Any:
    """A copy of a record with some fields changed; meaning as of `dataclasses.replace`."""
    cls = type(record)
    copied = _copied.get(cls)
    if copied is None:
        names = [name for name, one in fields_of(cls).items() if one.init]
        copied = _copied[cls] = ({name: place for place, name in enumerate(names)}, _values_of(names))
    places, values_of = copied
    values = list(values_of(record))
    for name, value in changes.items():
        place = places.get(name)
        if place is None:
            if name in fields_of(cls):
                raise ValueError(f"field {name} is declared with init=False")
            raise TypeError(f"{cls.__qualname__} has no field {name!r}")
        values[place] = value
    return cls(*values)


def _values_of(names: list[str]) -> Callable[[Any], Iterable[Any]]:
    """What gives the values of some fields of a record, in their order: `attrgetter` gives no tuple of a single one."""
    key = _key_of(names)
    return key if len(names) != 1 else lambda record: (key(record),)


_copied: dict[type, tuple[dict[str, int], Callable[[Any], Iterable[Any]]]] = {}
"""By class the places of the fields that a copy takes over, and what gives their values."""


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, Field, _replace
