"""What was typed and cannot be understood is one Danish sentence, as everything else that is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from samskab.cli.words import refuse


@contextmanager
def understood() -> Iterator[None]:
    """Whoever typed something wrong is told so. Asking for help, by typing nothing, is not wrong."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "samskab"
        refuse(f"{_sentence(error)} Se {command} --help.")


def _sentence(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"{_name(param, error.ctx)} mangler."
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(param, error.ctx)} {_wanted(param.type)}."
        case click.NoSuchOption():
            return f"Der er intet, der hedder {error.option_name}."
        case click.NoSuchCommand():
            return f"Der er ingen kommando, der hedder {error.command_name}."
        case click.BadOptionUsage():
            return f"{error.option_name} er ikke skrevet, som den skal."
    return "Der står for meget efter kommandoen."


def _name(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument) and ctx is not None:
        return param.make_metavar(ctx)
    return max(param.opts, key=len)


def _wanted(kind: click.ParamType[Any]) -> str:
    match kind:
        case click.Choice():
            return f"skal være {' eller '.join(map(str, kind.choices))}"
        case click.IntRange():
            return f"skal være et helt tal fra {kind.min} til {kind.max}"
        case click.Path(file_okay=False):
            return "skal være en mappe"
        case click.Path():
            return "findes ikke eller kan ikke læses"
    return "skal være et helt tal" if kind is click.INT else "kan ikke bruges"
