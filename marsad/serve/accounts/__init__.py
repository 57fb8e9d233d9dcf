"""Who may sign in: people with roles, their sessions and tokens, in a small file beside the ledger."""

from marsad.serve.accounts.file import AccountError
from marsad.serve.accounts.store import Accounts, file_of

__all__ = ["AccountError", "Accounts", "file_of"]
