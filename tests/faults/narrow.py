"""What gunicorn runs for the slow tablets: the application as wsgi.py makes it, but that the system keeps little for a
WebSocket that asks for that. On a loopback it would be megabytes, and no queue of ours would ever fill."""

import socket

from wsgi import app

KEPT_BYTES = 2048
within = app.wsgi_app


def narrowed(environ, start_response):
    if "narrow" in environ["QUERY_STRING"] and "gunicorn.socket" in environ:
        environ["gunicorn.socket"].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KEPT_BYTES)
    return within(environ, start_response)


app.wsgi_app = narrowed
