from marsad.text.normalise import fold  # noqa: F401
