"""``completion`` and what stands behind the tab key: scripts for three shells, and candidates for words of a query.

bash cuts the command line at colons and equals signs before it asks, and puts an answer in place of the last piece only; its
script here hands over the line uncut and the answers are cut to match. bash and zsh would put a space behind ``type:``,
where a value is to follow; such candidates have a kind of their own, ``stem``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from kortui.cli.output import write

if TYPE_CHECKING:
    from kortui.model import Library

SHELLS = ("bash", "zsh", "fish")
STEM = "stem"
"""Kind of a candidate behind which the same word goes on."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            stem) compopt -o nospace; COMPREPLY+=("$value") ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_LINE:0:$COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a response stems plain described
    local type key descr
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    for type key descr in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            stem) stems+=("$key") ;;
            plain) [[ $descr == _ ]] && plain+=("$key") || described+=("$key:$descr") ;;
        esac
    done
    (( $#stems )) && compadd -U -S '' -V unsorted -a stems
    (( $#described )) && _describe -V unsorted described -U
    (( $#plain )) && compadd -U -V unsorted -a plain
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
        COMP_CWORD=(commandline -t) %(prog_name)s)
    for completion in $response
        set -l metadata (string split -m 1 "," $completion)
        switch $metadata[1]
            case dir
                __fish_complete_directories $metadata[2]
            case file
                __fish_complete_path $metadata[2]
            case '*'
                echo $metadata[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(BashComplete):
    """Completion for bash 4.4 and later."""

    source_template: ClassVar[str] = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one being typed, and that one, from the line up to the cursor."""
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)[1:]
        going_on = bool(words) and not line[-1:].isspace()
        return (words[:-1], words[-1]) if going_on else (words, "")

    def complete(self) -> str:
        """The candidates, without the piece of the word that bash has set aside."""
        before, typed = self.get_completion_args()
        breaks = os.environ.get("COMP_WORDBREAKS", "\"'><=;|&(:")
        kept = max((typed.rfind(sign) for sign in ":=" if sign in breaks), default=-1) + 1
        items = self.get_completions(before, typed)
        return "\n".join(f"{item.type},{item.value.removeprefix(typed[:kept])}" for item in items)


class Zsh(ZshComplete):
    """Completion for zsh."""

    source_template: ClassVar[str] = _ZSH

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Three lines; a stem goes without its description, since only plain lists take both a suffix and colons."""
        if item.type == STEM:
            return f"{item.type}\n{item.value}\n_"
        return super().format_completion(item)


class Fish(FishComplete):
    """Completion for fish."""

    source_template: ClassVar[str] = _FISH


def register() -> None:
    """Have click use kortui's classes."""
    for kind in (Bash, Zsh, Fish):
        add_completion_class(kind)


def complete_query(ctx: click.Context, param: click.Parameter | None, typed: str) -> list[CompletionItem[str]]:
    """What a word of a query could become; values that the database gives are left out when it cannot be read."""
    from kortui.search.completing import candidates

    word = typed.rpartition(" ")[2]
    before = typed[: len(typed) - len(word)]
    saved = None
    if word.lstrip("-(").startswith("saved:"):
        from kortui import config
        from kortui.cli.queries import saved_searches

        saved = saved_searches(config.settings().settings)  # what is wrong with them is for the command to tell
    library = _library(ctx) if ":" in word and saved is None else None
    found = candidates(word, library, saved)
    beginning = [one for one in found if one.text.startswith(word.casefold())]
    if not beginning and len(found) > 1:
        return []  # shells put what all candidates begin with in place of what was typed: for names met inside, nothing
    return [
        CompletionItem(before + one.text, type=STEM if one.text.endswith(":") else "plain", help=one.help or None)
        for one in beginning or found
    ]


def _library(ctx: click.Context) -> Library | None:
    from kortui.cli.library import at_once
    from kortui.errors import DatabaseError

    try:
        return at_once(ctx.params.get("db"))
    except DatabaseError:
        return None


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> int:
    """Print the completion script of a shell.

    \b
    bash: eval "$(kortui completion bash)" in ~/.bashrc
    zsh:  eval "$(kortui completion zsh)" in ~/.zshrc
    fish: kortui completion fish > ~/.config/fish/completions/kortui.fish
    """  # noqa: D301 - click takes the escaped character for "keep these lines"
    from kortui.cli import COMPLETE
    from kortui.cli.group import group

    register()
    found = get_completion_class(shell)
    assert found is not None  # registered above
    write([found(group, {}, "kortui", COMPLETE).source() + "\n"])
    return 0
