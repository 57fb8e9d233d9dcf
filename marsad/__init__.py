"""Marsad reads reports on forces into a sourced ledger, and answers who is where."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.api import Ledger, open

__version__ = "0.1.0"
__all__ = ["Ledger", "open"]


def __getattr__(name: str) -> Any:
    """`marsad.open` and `marsad.Ledger`, loaded when they are first asked for: `import marsad` stays quick."""
    if name not in __all__:
        raise AttributeError(f"module 'marsad' has no attribute {name!r}")
    from marsad import api

    return getattr(api, name)
