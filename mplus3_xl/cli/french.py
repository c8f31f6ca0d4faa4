"""Typer in French: its titles, its help option, its complaints about a command line."""

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
rich_utils.OPTIONS_PANEL_TITLE = "Options"
rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
rich_utils.ERRORS_PANEL_TITLE = "Erreur"
rich_utils.DEFAULT_STRING = "[par défaut : {}]"
rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
rich_utils.ENVVAR_STRING = "[variable : {}]"

HELP_NAMES = {"help_option_names": ["--aide", "--help"]}
_HELP = "Montrer cette aide."
_TEXTS = (
    (r"No such command '?(.+?)'?\.(?: Did you mean .*)?", "La commande « {} » n’existe pas."),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.+)\)", "En trop sur la ligne : {}."),
    (r"Missing command\.", "Il manque une commande."),
    (r"Option '?(\S+?)'? requires an argument\.", "L’option {} attend une valeur."),
    (r"Option '?(\S+?)'? does not take a value\.", "L’option {} ne prend pas de valeur."),
)


class FrenchCommand(TyperCommand):
    """A command whose help speaks French, and names no type of Python (`<bool>`, `<Path>`)."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, without the words that Typer has for their values."""
        return _worded(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option."""
        return _in_french(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """A group whose help speaks French, likewise."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, without the words that Typer has for their values."""
        return _worded(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option."""
        return _in_french(super().get_help_option(ctx))


def _worded(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = " "  # a switch takes no value
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type  # its help says in French what it is
    return parameters


def _no_type(ctx: Any) -> None:  # noqa: ARG001 - as Typer calls it
    return None


def _in_french(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
        option.opts = HELP_NAMES["help_option_names"]  # in one order: Typer has them from a set
    return option


def complaint(error: Any) -> str:
    """Say in French what is wrong with a command line (a typer usage error)."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(error.possibilities or ())
        return f"L’option {error.option_name} n’existe pas." + (near and f" Proche : {near}.")
    if kind == "MissingParameter":
        return f"Il manque {_parameter(error)}."
    if isinstance(error, typer.BadParameter):
        return f"{_parameter(error)} : {_in_words(error.message)}"
    return _in_words(error.message)


def _in_words(message: str) -> str:
    for pattern, text in _TEXTS:
        if found := re.fullmatch(pattern, message):
            return text.format(*found.groups())
    return message


def _parameter(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return "Options"
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name).upper().rstrip(".")
