"""Bounds of a request: so much, and not for ever. Who sends or reads too slowly is hung up on."""

import asyncio
import time

from starlette.types import Message, Receive, Send

from marsad.serve.refusals import Refused

PIECE_SECONDS = 20  # for the next piece of a body, either way
BODY_SECONDS = 300  # for all of it


def bounded(receive: Receive, room: int) -> Receive:
    """Receives no more than `room` bytes of a body, and waits no longer than is fair."""
    taken = 0
    finished = False
    since = time.monotonic()

    async def next_piece() -> Message:
        nonlocal taken, finished
        if finished:  # what is waited for now is the end of the connection
            return await receive()
        left = min(PIECE_SECONDS, since + BODY_SECONDS - time.monotonic())
        try:
            message = await asyncio.wait_for(receive(), max(left, 0))
        except TimeoutError as error:
            raise Refused(408, "The request came too slowly, and was given up.") from error
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            finished = not message.get("more_body", False)
            if taken > room:
                raise Refused(413, f"This is larger than {room / 1_000_000:,.0f} MB; send less at once.")
        return message

    return next_piece


def patient(send: Send) -> Send:
    """Sends, and hangs up on who does not read."""

    async def send_piece(message: Message) -> None:
        await asyncio.wait_for(send(message), BODY_SECONDS)

    return send_piece
