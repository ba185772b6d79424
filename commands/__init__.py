"""The command line: one module for the commands of one kind."""

from commands.line import main

__all__ = ["main"]
