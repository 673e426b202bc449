"""The command line: arguments in, one call, one line out.

A command is a file here, which imports its room when it runs.

Exit codes: 0 done; 1 the graph violates its shapes, a quote fails its check, or two builds differ;
2 bad input or usage; 3 a store refuses or takes too long; 130 interrupted; 129 or 143 ended by a signal;
141 the reader of the output left.
"""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from kgriyadh.cli.conventions import (
    BAD_INPUT,
    ENDED,
    INTERRUPTED,
    OK,
    READER_LEFT,
    STORE_REFUSES,
    UNSOUND,
    say,
)
from kgriyadh.cli.process import Ended, let_go_of_output, signals_interrupt, write_any_character
from kgriyadh.errors import FactsContradictTheOntology, KgriyadhError, QuestionIsUnanswerable, StoreRefuses

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = (
    "build",
    "check_ontology",
    "conflicts",
    "diff",
    "explain",
    "export",
    "find",
    "load",
    "query",
    "review",
    "serve",
    "store",
    "validate",
    "verify",
)

_LONGEST = 1000  # characters of a complaint


def main(arguments: Sequence[str] | None = None, program: str = "kgriyadh") -> int:
    """Run a command line, by default the process's own, and return its exit code.

    ``program`` is what help and complaints say to type.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if garbled := next((one for one in given if not _is_text(one)), None):
        return _complain(f"{garbled!r}: no UTF-8, as names and texts must be here: rename it", BAD_INPUT)
    if sys.stdout is None:  # whatever is opened next would get its number, and what is printed
        return _complain("standard output is closed: send it to a file or to /dev/null", BAD_INPUT)
    write_any_character()
    try:
        with signals_interrupt():
            code = commands.main(arguments, prog_name=program, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return BAD_INPUT
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else program
        return _complain(f"{error.format_message()} ({command} --help)", BAD_INPUT)
    except click.Abort:  # Ctrl-C, or no more input, where a question was asked
        click.echo(err=True)
        return _complain("interrupted; what was answered before is kept", INTERRUPTED)
    except OSError as error:
        if error.filename is None:
            let_go_of_output()
        where = error.filename or "standard output"
        remedy = "free space there" if error.errno == errno.ENOSPC else "check your rights, or name another"
        return _complain(f"{where}: {error.strerror or error}: {remedy}", BAD_INPUT)
    return code if isinstance(code, int) else OK


def _is_text(argument: str) -> bool:
    """Whether an argument can be said: Python keeps bytes that are no UTF-8 as halves of characters."""
    return not any("\ud800" <= one <= "\udfff" for one in argument)


def _complain(message: str, code: int) -> int:
    """Say what is wrong in one line, however long and whatever the input that it cites."""
    line = " ".join(message.split())
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
    say(f"kgriyadh: {line}", err=True)
    return code


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it raises on purpose becomes one line and an exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except KgriyadhError as error:
            code = _complain(str(error), _code_of(error))
            if isinstance(error, FactsContradictTheOntology):
                _show_causes(error)
            if isinstance(error, QuestionIsUnanswerable):
                say("".join(f"{line}\n" for line in error.shown), err=True, nl=False)
            return code
        except Ended as ended:
            return _complain("ended by a signal", ENDED + ended.number)
        except KeyboardInterrupt:
            return _complain("interrupted", INTERRUPTED)
        except BrokenPipeError:
            let_go_of_output()
            return READER_LEFT
        return code


def _show_causes(error: FactsContradictTheOntology) -> None:
    """Print each contradiction with the statements behind it."""
    for sentence, causes in error.contradictions:
        say(sentence, err=True)
        for cause in causes:
            say(f"  - {cause}", err=True)


def _code_of(error: KgriyadhError) -> int:
    if isinstance(error, StoreRefuses):
        return STORE_REFUSES
    return UNSOUND if isinstance(error, FactsContradictTheOntology) else BAD_INPUT


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kgriyadh", message="%(prog)s %(version)s")
def commands() -> None:
    """Turn French dispatches on security and diplomacy into a knowledge graph that shows its evidence."""


for _name in _COMMANDS:
    commands.add_command(import_module(f"kgriyadh.cli.{_name}").command)
