"""The socket that the site's mail goes to: it is there before the site, whose settings name it."""

import os
import socket

_listening: list[socket.socket] = []


def open_mail() -> None:
    """Listen on a free port of this computer, and have the site's settings name it. Before Django is set up."""
    _listening.append(socket.create_server(("127.0.0.1", 0)))
    os.environ["PARCOURS_MAIL_URL"] = f"smtp://127.0.0.1:{_listening[0].getsockname()[1]}"


def mail_socket() -> socket.socket:
    """Return the socket that mail comes to."""
    return _listening[0]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
