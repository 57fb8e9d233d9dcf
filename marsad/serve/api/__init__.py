"""The JSON API: the questions of the command line, for programs."""
