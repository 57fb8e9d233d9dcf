"""The pages: a module for each, whose functions take a visit and give back a response."""
