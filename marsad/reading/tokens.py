from marsad.text.tokens import Tokens, tokenise  # noqa: F401
