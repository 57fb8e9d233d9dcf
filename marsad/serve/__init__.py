"""The web app: pages and a JSON API on a ledger. `marsad serve` runs it; what it needs is the extra `web`."""
