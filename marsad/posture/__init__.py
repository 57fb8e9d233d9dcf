"""Answers: each file one question, a function of a ledger view. Deterministic, and every line lists its claims."""
