"""The group of commands, each imported only when it runs, and the rule that a first word may be a database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from kortui import __version__
from kortui.cli.examples import epilog
from kortui.cli.names import COMMANDS, OF_GROUP, OPEN, OPEN_NAME, first_word, reordered

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A click group that knows its commands' names and help without importing them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand a command line without a command to the app: ``kortui``, ``kortui my.json``, ``kortui --pane trade``."""
        args = reordered(args)
        completing = ctx.resilient_parsing and not args
        if not completing and not (args and args[0] in OF_GROUP) and first_word(args) not in COMMANDS:
            args = [OPEN_NAME, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and options, those of the app too, and files: the word may be a database."""
        from click.shell_completion import CompletionItem

        opening = self.get_command(ctx, OPEN_NAME)
        assert opening is not None
        if incomplete.startswith("-"):
            return [*super().shell_complete(ctx, incomplete), *opening.shell_complete(ctx, incomplete)]
        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="file")]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported."""
        entry = OPEN if cmd_name == OPEN_NAME else COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(entry.module), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        command.epilog = epilog(cmd_name)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The group's own options, and those of the app it opens without a command."""
        opening = self.get_command(ctx, OPEN_NAME)
        assert opening is not None
        options = [*self.get_params(ctx), *opening.params]
        with formatter.section("Options"):
            formatter.write_dl([record for o in options if (record := o.get_help_record(ctx)) is not None])
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview by section, without importing a command."""
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            with formatter.section(section):
                formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items() if entry.section == section])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[DB] | COMMAND [ARGS]...",
    epilog="`kortui COMMAND --help` says more. A database whose name is a command's is opened as ./NAME.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Explore South Korea–Türkiye relations: every fact one key away from the sentence that says so.

    Without a command the app opens, on DB or on the database kortui comes with.
    """


def outer() -> click.Context:
    """A context of `kortui` itself, for what looks at its commands without running them.

    click keeps the option for help of a command as it makes it first, with the names of the context it is asked in.
    """
    context = click.Context(group, info_name="kortui", **group.context_settings)
    group.get_params(context)  # else it would be made with the names of the first command's
    return context
