"""Feeds watched: what is new is read as it appears, once, whatever happens in between; alerts go out by rules."""
