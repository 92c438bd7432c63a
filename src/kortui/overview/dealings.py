"""Tables of what is done and made: investments, works, agreements, deals, programmes, bodies, forces."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.model import Event, Library
from kortui.overview.tables import MONEY, WHAT, WHEN, Column, Table, made, of_types, when, where, with_amounts
from kortui.overview.words import brief_amount, names, parties
from kortui.records import replace
from kortui.text import one_line
from kortui.vocabulary import ActorRole, AmountKind, EntityKind, Stage

_MONEY: tuple[AmountKind, ...] = ("money",)
_COUNT: tuple[AmountKind, ...] = ("count",)
_FIRMS = ("company", "firm", "investor", "business", "enterprise", "bank")
"""Units of a count that says how many invest."""

_TAKING: tuple[ActorRole, ...] = ("recipient", "host", "customer")
"""Roles of those that money, goods or guests come to."""

_DEAL_STAGES: tuple[Stage, ...] = ("selected", "mou", "ordered", "licensed", "delivering", "delivered", "cancelled")
"""Stages of something that is bought; what is only reported may be no deal."""


def _of_kind(library: Library, event: Event, kinds: Sequence[EntityKind]) -> str:
    return names(library, [a.id for a in event.actors if (e := library.index.entity.get(a.id)) and e.kind in kinds])


def _acting(
    library: Library,
    event: Event,
    roles: Sequence[ActorRole],
    besides: Sequence[EntityKind] = ("agreement",),
    *,
    all_of_them: bool = False,
) -> str:
    """Names of the parties in some roles that can act: neither agreements nor arms do."""
    found = parties(library, event, roles, all_of_them=all_of_them)
    return names(library, [one for one in found if (e := library.index.entity.get(one)) is None or e.kind not in besides])


def _countries(library: Library, event: Event, roles: Sequence[ActorRole]) -> list[str]:
    """Ids of the countries in some roles."""
    return [a.id for a in event.actors if a.role in roles and (e := library.index.entity.get(a.id)) and e.kind == "country"]


def is_investment(event: Event) -> bool:
    """Whether somebody puts money into something of their own: investments, and works an investor builds."""
    return event.type == "investment" or (event.type == "construction" and any(a.role == "investor" for a in event.actors))


def investments(library: Library, rows: Sequence[int]) -> Table:
    """Investments: investor, partner, place, year, amount of money.

    A country that is invested in is no partner: it is the place, where none nearer is told. A count of firms is no amount: it
    stands with the investors.
    """
    found = [row for row in rows if is_investment(library.events[row])]

    def cells(event: Event) -> tuple[str, ...]:
        who = _acting(library, event, ("investor", "actor"))
        firms = any(a.kind == "count" and a.unit in _FIRMS for a in event.amounts)
        many = f" ({brief_amount(event, _COUNT)})" if firms else ""
        return (
            when(event),
            f"{who}{many}".strip(),
            _acting(library, event, ("partner",)) or _acting(library, event, _TAKING, ("agreement", "country")),
            where(library, event) or names(library, _countries(library, event, _TAKING)),
            brief_amount(event, _MONEY),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Investor", 0, 10), Column("Partner", 2, 8), Column("Place", 1, 6),
        replace(MONEY, kept=True, rank=3, least=7), WHAT,
    )  # fmt: skip
    built = sum(library.events[row].type != "investment" for row in found)
    works = f"{built:,} of them construction by an investor; " if built else ""
    return made(library, "Investments", "investment", found, columns, cells, works + with_amounts(library, found))


def works(library: Library, rows: Sequence[int]) -> Table:
    """Construction and financing: who builds or lends, for whom, what it costs."""
    found = [r for r in of_types(library, rows, ("construction", "financing")) if not is_investment(library.events[r])]

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            event.type,
            _acting(library, event, ("contractor", "supplier", "actor", "partner")),
            _acting(library, event, ("recipient", "host", "customer")),
            where(library, event),
            brief_amount(event, _MONEY),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 4, 12), Column("Builder or lender", 0, 10), Column("For whom", 1, 8),
        Column("Place", 3, 6), MONEY, WHAT,
    )  # fmt: skip
    return made(library, "Construction and financing", "work or loan", found, columns, cells, with_amounts(library, found))


def agreements(library: Library, rows: Sequence[int]) -> Table:
    """Agreements with their parties."""
    return _between(library, of_types(library, rows, ("agreement",)), "Agreements", "agreement")


def alliances(library: Library, rows: Sequence[int]) -> Table:
    """Alliances, partnerships and memberships with their parties."""
    return _between(library, of_types(library, rows, ("alliance", "membership")), "Alliances and memberships", "bond")


def _between(library: Library, found: Sequence[int], title: str, noun: str) -> Table:
    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            one_line(event.title),
            _acting(library, event, ("signatory", "member", "actor", "partner"), ("agreement", "event")),
            where(library, event),
        )

    columns = (WHEN, Column("What", 0, 20), Column("Between", 1, 14), Column("Where", 2, 8))
    return made(library, title, noun, found, columns, cells)


def is_deal(event: Event) -> bool:
    """Whether something is bought, sold or handed over: contracts, deliveries, and programmes that have come as far."""
    return event.type in ("contract", "delivery") or (event.type == "programme" and event.stage in _DEAL_STAGES)


def _stage(event: Event) -> str:
    """The stage of a deal; of one that is only planned, what it is to become."""
    stage = "" if event.stage in (None, "unknown") else event.stage or ""
    ahead = event.date.role in ("planned", "target", "conditional", "forecast", "deadline")
    return f"to be {stage}" if ahead and stage.endswith("ed") else "" if ahead else stage


def deals(library: Library, rows: Sequence[int]) -> Table:
    """Contracts and deliveries: stage, supplier, customer, goods, how many, amount of money."""
    found = [row for row in rows if is_deal(library.events[row])]

    def cells(event: Event) -> tuple[str, ...]:
        return (
            when(event),
            _stage(event),
            _acting(library, event, ("supplier", "contractor"), all_of_them=True),
            _acting(library, event, ("customer", "recipient", "signatory"), all_of_them=True),
            _of_kind(library, event, ("weapon",)),
            brief_amount(event, _COUNT),
            brief_amount(event, _MONEY),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Stage", 3, 10), Column("Supplier", 0, 10), Column("Customer", 1, 8), Column("Goods", 1, 8),
        Column("Number", 4, 8, right=True), MONEY, WHAT,
    )  # fmt: skip
    return made(library, "Deals", "deal", found, columns, cells, with_amounts(library, found))


def programmes(library: Library, rows: Sequence[int]) -> Table:
    """Programmes, joint work and exercises that are no deal: who takes part, in what."""
    found = [row for row in of_types(library, rows, ("programme",)) if not is_deal(library.events[row])]

    def cells(event: Event) -> tuple[str, ...]:
        partners: tuple[ActorRole, ...] = (
            "partner",
            "contractor",
            "supplier",
            "customer",
            "recipient",
            "actor",
            "member",
            "host",
        )
        return (
            when(event),
            _of_kind(library, event, ("weapon", "event")),
            _acting(library, event, partners, ("agreement", "weapon", "event")),
            brief_amount(event, _MONEY),
            one_line(event.title),
        )

    columns = (WHEN, Column("Of", 2, 8), Column("Who", 1, 12), MONEY, Column("What", 0, 20))
    return made(library, "Programme steps", "step", found, columns, cells)


def commerce(library: Library, rows: Sequence[int]) -> Table:
    """Trade that is no deal of its own, goods that begin to be exported and routes, and fairs with who holds them."""
    found = of_types(library, rows, ("commerce", "exhibition"))

    def cells(event: Event) -> tuple[str, ...]:
        fair = event.type == "exhibition"
        who = parties(library, event, ("supplier", "actor", "member", "contractor", "visitor", *(("host",) if fair else ())))
        other = parties(library, event, ("customer", "recipient", "partner", *(() if fair else ("host",))))
        return (
            when(event),
            "fair" if fair else event.type,
            names(library, who or other),
            names(library, other) if who else "",
            where(library, event),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 3, 8), Column("Who", 1, 12), Column("With whom", 2, 10), Column("Where", 4, 8),
        Column("What", 0, 20),
    )  # fmt: skip
    return made(library, "Commerce and fairs", "record", found, columns, cells)


# Defense


def forces(library: Library, rows: Sequence[int]) -> Table:
    """Deployments, help, losses and wars."""
    found = of_types(library, rows, ("deployment", "withdrawal", "aid", "casualties", "conflict"))

    def cells(event: Event) -> tuple[str, ...]:
        helped = event.type in ("deployment", "aid")
        return (
            when(event),
            event.type,
            names(library, parties(library, event, ("actor", "member", "supplier", "partner"))),
            names(library, parties(library, event, ("recipient", "host"))) if helped else "",
            brief_amount(event),
            one_line(event.title),
        )

    columns = (
        WHEN, Column("Kind", 3, 12), Column("Who", 0, 10), Column("For whom", 1, 8), Column("Figure", 2, 6, right=True),
        Column("What", 0, 16),
    )  # fmt: skip
    return made(library, "Forces", "record", found, columns, cells)
