"""Text as columns of words with their offsets, and spelling folded for matching."""
