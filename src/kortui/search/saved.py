"""Saved searches inside queries: ``saved:korean-war`` stands for the query of that name, which may name others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kortui.search import syntax
from kortui.search.fields import near
from kortui.search.query import Problem, Query, parse
from kortui.search.syntax import Field, Term
from kortui.text import one_line

_SHOWN = 4
"""Names that are told where none is like the one typed."""


def resolve(query: Query, saved: Mapping[str, str]) -> tuple[dict[str, Term | None], tuple[Problem, ...]]:
    """The saved searches that a query uses, directly or not.

    Args:
        query: The query.
        saved: Texts of the saved searches by name.

    Returns:
        Their roots by case-folded name, and a problem for each name that does not exist or that leads back to itself, which
        has no root and finds nothing.
    """
    known = {name.casefold(): text for name, text in saved.items()}
    roots: dict[str, Term | None] = {}
    problems: list[Problem] = []
    for leaf, _ in syntax.leaves(query.root):
        if isinstance(leaf, Field) and leaf.name == "saved":
            for value in leaf.values:
                fault = _follow(value.casefold(), known, roots, ())
                if fault:
                    meant = near(value.casefold(), known)
                    meant = meant if value.casefold() not in known else ""
                    hint = f"; did you mean saved:{meant}?" if meant else ""
                    if not meant and value.casefold() not in known and known:
                        hint = (
                            f"; there are {', '.join(map(one_line, list(known)[:_SHOWN]))}{' …' if len(known) > _SHOWN else ''}"
                        )
                    problems.append(Problem(leaf.start, leaf.end, fault + hint, f"saved:{meant}" if meant else ""))
    return roots, tuple(problems)


def _follow(name: str, known: Mapping[str, str], roots: dict[str, Term | None], path: tuple[str, ...]) -> str:
    """Resolve one name and what it uses; the fault in words, empty when there is none."""
    if name in path:
        return f"saved:{name} leads back to itself ({' → '.join((*path[path.index(name) :], name))})"
    if name in roots:
        return ""
    if name not in known:
        return f"there is no saved search {name}"
    query = parse(known[name])
    root = query.root
    fault = f"in saved:{name}: {query.problems[0].message}" if query.problems else ""
    for leaf, _ in syntax.leaves(root):
        if isinstance(leaf, Field) and leaf.name == "saved":
            for value in leaf.values:
                fault = fault or _follow(value.casefold(), known, roots, (*path, name))
    if not fault:
        roots[name] = root
    return fault


def leaves(term: Term | None, roots: Mapping[str, Term | None], *, negated: bool = False) -> Iterator[tuple[Term, bool]]:
    """Every word, phrase and field with whether it is negated, in order; those of saved searches in the place of these.

    Args:
        term: Root of the query, or a part of it.
        roots: From `resolve`.
        negated: Whether the term stands in something that must not hold.
    """
    for leaf, excluded in syntax.leaves(term, negated=negated):
        if isinstance(leaf, Field) and leaf.name == "saved":
            for value in leaf.values:
                yield from leaves(roots.get(value.casefold()), roots, negated=excluded)
        else:
            yield leaf, excluded


def renamed(text: str, old: str, new: str) -> str:
    """A query text with one saved search called by another name."""
    for leaf, _ in sorted(syntax.leaves(parse(text).root), key=lambda found: -found[0].start):
        if isinstance(leaf, Field) and leaf.name == "saved" and old in (values := [v.casefold() for v in leaf.values]):
            field = Field("saved", tuple(new if value == old else value for value in values))
            text = f"{text[: leaf.start]}{field}{text[leaf.end :]}"
    return text
