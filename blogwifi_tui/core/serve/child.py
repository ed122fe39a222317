"""The process that serves the real page: it hears the program on its standard input, and ends with it.

Started by :mod:`.page_server` as ``python -P -m blogwifi_tui.core.serve.child``. It is a process of its own,
so that nothing it does holds up who writes.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import BinaryIO, Final

from blogwifi_tui.core.serve.messages import (
    MOST,
    At,
    Begin,
    Event,
    Listening,
    Saved,
    Show,
    Typed,
    decoded,
    encoded,
)
from blogwifi_tui.core.serve.session import Session
from blogwifi_tui.i18n.translation import set_language

LONGEST_END: Final = 4.5
"""Seconds that the end may take; then the process ends all the same."""
NICE: Final = 10
"""How much this process and the generator give way to who types, where the machine has little to give."""


def main() -> None:
    """Serve until the standard input ends."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what anything prints would be taken for a message
    os.nice(NICE)
    asyncio.run(_serve(out))


async def _serve(out: BinaryIO) -> None:
    def tell(event: Event) -> None:
        out.write(encoded(event))

    orders = asyncio.StreamReader(limit=MOST)
    protocol = asyncio.StreamReaderProtocol(orders)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin.buffer)
    begin = decoded(await orders.readline())
    if not isinstance(begin, Begin):
        raise TypeError(begin)
    set_language(begin.language)
    session = Session(begin, tell)
    try:
        tell(Listening(await session.start()))
        while line := await orders.readline():
            order = decoded(line)
            if isinstance(order, Show | Typed | Saved | At):
                await session.take(order)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the program is gone: as if its words had ended
    finally:
        end = threading.Timer(LONGEST_END, os._exit, [0])
        end.daemon = True
        end.start()
        await session.stop()


if __name__ == "__main__":
    main()
