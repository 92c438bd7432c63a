"""What tells one agreement from another."""

from __future__ import annotations

from kortui.extract.features import day_of_report
from kortui.model import Event
from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class Accord:
    """What tells an agreement from others.

    Attributes:
        subject: What it is about, see `features.accord_of`.
        named: Ids of agreements that are named.
        firms: Ids of the firms that are party to it.
        countries: Alpha-3 codes of its parties and places.
    """

    subject: str
    named: frozenset[str]
    firms: frozenset[str]
    countries: frozenset[str]

    def is_that(self, other: Accord) -> bool | None:
        """Whether two agreements of one time are one; None where the words of their titles have to tell."""
        if self.named & other.named:
            return True
        if (self.firms or other.firms) and not self.firms & other.firms:
            return False
        if not self.subject or not other.subject:
            return None
        return self.subject == other.subject and (self.countries <= other.countries or other.countries <= self.countries)


def is_dated_accord(event: Event) -> bool:
    """Whether a record is an agreement with a date of its own."""
    return event.type == "agreement" and event.date.edtf is not None and not day_of_report(event)
