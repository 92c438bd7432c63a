"""Every error kortui raises on purpose: what is wrong, where, and how to mend it.

Errors are raised where the cause is known and translated once, at the edge: the command line prints `KortuiError.line()`
on stderr and leaves with `exit_code`; the app shows the same line in place of the panes.
"""

from __future__ import annotations


class KortuiError(Exception):
    """Base of all errors that a person can do something about.

    Attributes:
        what: What is wrong, as a clause without a full stop.
        where: The path, record or position it concerns; empty when there is none.
        mend: What to do about it, as an imperative clause or a command; empty when nothing helps.
    """

    exit_code = 2

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    def line(self) -> str:
        """The error as one line: ``where: what; mend``."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.mend}" if self.mend else head

    def __str__(self) -> str:
        return self.line()


class UsageError(KortuiError):
    """The command line or a setting asks for something that does not exist. Exit code 2."""


class NotFoundError(KortuiError):
    """A record, entity or series asked for by name is not in the database. Exit code 1."""

    exit_code = 1


class EdtfError(KortuiError, ValueError):
    """A string is not EDTF of the subset that `kortui.edtf` reads."""


class DatabaseError(KortuiError):
    """A database cannot be used as it is. Exit code 3."""

    exit_code = 3


class DatabaseMissingError(DatabaseError):
    """There is no file at the path; reading never makes one."""


class DatabaseDamagedError(DatabaseError):
    """The file is not JSON, is cut short, or its rows do not have the shape of the schema."""


class DatabaseSchemaError(DatabaseError):
    """The file was written for another schema version."""


OUTPUT_FAILED = 74
"""Exit code when output could not be written (EX_IOERR of sysexits.h)."""


class OutputError(KortuiError):
    """A file could not be written; what was there is as it was. Exit code 74."""

    exit_code = OUTPUT_FAILED


class DatabaseWriteError(DatabaseError, OutputError):
    """The database could not be written; the old one is as it was. Exit code 74."""

    exit_code = OUTPUT_FAILED


class DatabaseLockedError(DatabaseError):
    """Another build holds the lock of the file."""


class DocumentError(KortuiError):
    """One document cannot be read; a build names it in its report and goes on."""


class BuildError(KortuiError):
    """A build finished with errors under ``--strict``. Exit code 4."""

    exit_code = 4


class ClusterError(KortuiError):
    """The scheduler of a cluster cannot be used; nothing was built. Exit code 2."""


class CheckError(KortuiError):
    """``check`` found faults. Exit code 5."""

    exit_code = 5


class GazetteerError(KortuiError):
    """A gazetteer file cannot be read or an entry in it is not of the format."""


class ReviewError(KortuiError):
    """A file of editorial decisions (`review.toml`) is not what `kortui.review` describes."""


class ReviewWriteError(ReviewError, OutputError):
    """A file of editorial decisions could not be written; it is as it was. Exit code 74."""

    exit_code = OUTPUT_FAILED
