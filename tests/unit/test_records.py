"""Records behave as the standard library's data classes do, field for field, and cost no compiling before they are used."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from typing import Any, ClassVar

import pytest

from kortui import records
from kortui.records import making


def _classes(module: Any, **options: bool) -> tuple[Any, Any, Any]:
    """The same three classes made by one module or the other."""
    dataclass, field = module.dataclass, module.field

    class Plain:
        """Fields with and without defaults."""

        KINDS: ClassVar[int] = 3
        a: int
        b: str = "x"
        c: list[int] = field(default_factory=list)

    class Made:
        """A field that the constructor does not take, one that is not compared, one that is not shown."""

        a: int
        note: str = field(default="", compare=False)
        hidden: int = field(default=0, repr=False, metadata={"key": "h"})
        double: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "double", 2 * self.a)

    class Empty:
        """No field at all."""

    return tuple(dataclass(**options)(cls) for cls in (Plain, Made, Empty))  # type: ignore[return-value]


OPTIONS = [{"frozen": frozen, "slots": slots} for frozen in (True, False) for slots in (True, False)]


@pytest.fixture(params=OPTIONS, ids=lambda o: "-".join(k for k, v in o.items() if v) or "plain")
def pair(request: pytest.FixtureRequest) -> Any:
    """Our classes beside the standard ones."""
    return list(zip(_classes(records, **request.param), _classes(dataclasses, **request.param), strict=True))


def test_construction_repr_and_patterns_are_the_standard_ones(pair: Any) -> None:
    calls = [[((1,), {}), ((1, "y"), {}), ((), {"a": 2, "c": [5]})], [((3,), {}), ((3, "n"), {"hidden": 4})], [((), {})]]
    for (ours, standard), given in zip(pair, calls, strict=True):
        assert ours.__match_args__ == standard.__match_args__
        for values, named in given:
            one, other = ours(*values, **named), standard(*values, **named)
            assert repr(one).replace(ours.__qualname__, "") == repr(other).replace(standard.__qualname__, "")
            assert [getattr(one, f.name) for f in dataclasses.fields(ours)] == [
                getattr(other, f.name) for f in dataclasses.fields(standard)
            ]


def test_wrong_arguments_are_type_errors(pair: Any) -> None:
    for ours, _ in pair[:2]:
        for values, named in [((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"nothing": 1})]:
            with pytest.raises(TypeError):
                ours(*values, **named)


def test_each_default_factory_call_makes_its_own(pair: Any) -> None:
    ours = pair[0][0]
    assert ours(1).c == [] and ours(1).c is not ours(1).c


def test_equality_hash_and_freezing_are_the_standard_ones(pair: Any) -> None:
    for (ours, standard), values in zip(pair, [(1, "y"), (3,), ()], strict=True):
        one = ours(*values)
        assert one == ours(*values) and one != standard(*values)
        assert (ours.__hash__ is None) == (standard.__hash__ is None)
        if ours.__hash__ is not None and ours is not pair[0][0]:  # a list is in the first one
            assert hash(one) == hash(ours(*values))
    ours, standard = pair[1]
    assert ours(1, "a") == ours(1, "b") and ours(1) != ours(2)
    frozen = standard.__dataclass_params__.frozen
    assert ours.__dataclass_params__.frozen == frozen
    one = ours(1)
    if frozen:
        for change in (lambda: setattr(one, "a", 2), lambda: delattr(one, "a")):
            with pytest.raises(dataclasses.FrozenInstanceError):
                change()
    else:
        one.a = 5
    assert one.a == (1 if frozen else 5)
    assert hasattr(one, "__dict__") == hasattr(standard(1), "__dict__")


def test_the_standard_functions_take_them(pair: Any) -> None:
    ours, standard = pair[1]

    def described(cls: Any) -> list[Any]:
        return [(f.name, f.init, f.repr, f.compare, dict(f.metadata)) for f in dataclasses.fields(cls)]

    assert described(ours) == described(standard)
    one = ours(1, "n", 4)
    assert dataclasses.is_dataclass(one)
    assert dataclasses.asdict(one) == {"a": 1, "note": "n", "hidden": 4, "double": 2}
    assert dataclasses.replace(one, a=2) == records.replace(one, a=2) == ours(2, "n", 4)
    assert records.replace(one, a=2).double == 4
    with pytest.raises(ValueError, match="double"):
        records.replace(one, double=3)
    assert copy.copy(one) == one and copy.deepcopy(one).note == "n"


@records.dataclass(frozen=True, slots=True)
class Pickled:
    """At the top of a module, where pickle finds it."""

    a: int
    b: tuple[int, ...] = ()


def test_pickle_brings_them_back() -> None:
    assert pickle.loads(pickle.dumps(Pickled(1, (2,)))) == Pickled(1, (2,))


def test_a_record_may_inherit_fields_and_methods() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Longer(Pickled):
        c: str = "c"

        def __repr__(self) -> str:
            return "written"

    one = Longer(1, (2,), "d")
    assert (one.a, one.b, one.c, repr(one)) == (1, (2,), "d", "written")
    assert [f.name for f in dataclasses.fields(Longer)] == ["a", "b", "c"]
    assert one != Pickled(1, (2,)) and one == Longer(1, (2,), "d")


def test_defining_and_using_records_does_not_import_the_standard_module() -> None:
    use = "Actor('a', 'host') == Actor('a', 'other')"
    code = f"import sys; from kortui.model import Actor; {use}; sys.exit('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_fields_of_a_standard_class_are_known_too() -> None:
    @dataclasses.dataclass
    class Standard:
        a: int
        b: str = dataclasses.field(metadata={"key": "from"})
        c: tuple[str, ...] = ()

    found = records.fields_of(Standard)
    assert [(f.name, f.required, dict(f.metadata)) for f in found.values()] == [
        ("a", True, {}),
        ("b", True, {"key": "from"}),
        ("c", False, {}),
    ]
    assert records.is_record(Standard) and records.is_record(Pickled) and not records.is_record(int)


def test_first_instances_are_made_and_refused_like_later_ones() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Made:
        first: int
        second: list[int] = records.field(default_factory=list)
        third: str = "x"
        late: int = records.field(default=3, init=False)

    def seen() -> list[object]:
        tries: list[object] = [Made(1), Made(1, [2]), Made(first=1, third="y"), Made(1, [2], "z")]
        for values, named in (
            ((), {}),
            ((1,), {"first": 1}),
            ((1,), {"fourth": 1}),
            ((1, [], "z", 4), {}),
            ((1,), {"late": 4}),
        ):
            with pytest.raises(TypeError):
                Made(*values, **named)
        assert Made(1).second is not Made(1).second
        return tries

    early = seen()
    for _ in range(making._BY_HAND):
        Made(0)
    assert seen() == early and [repr(one) for one in early] == [repr(one) for one in seen()]
    assert Made.__init__.__qualname__.endswith("Made.__init__"), "compiled by now"
