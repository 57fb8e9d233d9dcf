"""What the pages that are looked at show: view-models, each a function of a view of the ledger, and their wording."""
