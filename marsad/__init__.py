"""Marsad reads reports on forces into a sourced ledger, and answers who is where."""

__version__ = "0.1.0"
