"""The record of a meeting's votes: a chain of signed entries that nobody changes unnoticed, and what is made of it."""

from . import guard  # noqa: F401  (made with the table)
from .chain import add

__all__ = ["add"]
