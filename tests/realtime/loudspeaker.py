"""The real server for tests of fan-out, run by gunicorn in a process of its own, with a few commands more: for facts
by the thousand without an act behind each. SEND_BUFFER: bytes that the system keeps for a tablet that does not read."""

import os
import socket

from flask import request
from flask_socketio import join_room

from meeting import create_app
from meeting.db import record, writing
from meeting.facts import PapersReordered
from meeting.realtime import socketio
from meeting.realtime.lines import Lines

EVERYBODY = "everybody"

app = create_app(TAIL_SECONDS=0.05)
within = app.wsgi_app


def with_small_buffer(environ, start_response):
    size = int(os.environ.get("SEND_BUFFER", 0))
    if size:
        environ["gunicorn.socket"].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, size)
    return within(environ, start_response)


app.wsgi_app = with_small_buffer


@socketio.on("listen")
def listen():
    join_room(EVERYBODY)
    return True


@socketio.on("count")
def count(how):
    """`to` numbers to everybody, each followed by `filling` bytes, with a `rest` of so many seconds after every ten;
    `mixed`: some of them in other ways than most."""
    socketio.start_background_task(
        say_numbers, how["to"], "x" * how.get("filling", 0), how.get("mixed", False), how.get("rest", 0.001)
    )
    return True


def say_numbers(to, filling, mixed, rest):
    socketio.sleep(0.01)  # the answer to the command leaves the queue first
    for number in range(to):
        if mixed and number % 7 == 3:
            socketio.emit("numbered", (number, filling), to=EVERYBODY, callback=lambda *_answer: None)
        elif mixed and number % 11 == 5:
            socketio.emit("numbered", (number, b"bytes"), to=EVERYBODY)
        else:
            socketio.emit("numbered", (number, filling), to=EVERYBODY)
        if number % 10 == 9:
            socketio.sleep(rest)


@socketio.on("pass")
def pass_by(to):
    """So many moves of a pointer to everybody."""
    for number in range(to):
        socketio.emit("pointer:moved", {"point": number}, to=EVERYBODY)
        socketio.sleep(0.001)
    return True


@socketio.on("all but me")
def all_but_me():
    socketio.emit("numbered", (0, ""), to=EVERYBODY, skip_sid=request.sid)
    socketio.emit("numbered", (1, ""), to=EVERYBODY, include_self=False)
    socketio.emit("numbered", (2, ""), to=[EVERYBODY], skip_sid=[request.sid])
    return True


@socketio.on("act")
def act(where, number):
    """An act on a meeting, saved and told as every other."""
    with writing(where) as session:
        record(session, PapersReordered(where, {"number": number}))
    return True


@socketio.on("connections")
def connections():
    return len(app.extensions["connections"]._by_sid)


@socketio.on("how")
def how_it_went():
    """How often the short way was taken, and how often the queue."""
    return dict(went)


went = {"direct": 0, "queued": 0}


def counted(send):
    def queued(eio_sid, packet):
        went["queued"] += 1
        send(eio_sid, packet)

    return queued


def counting(offer):
    def offered(lines, frame, eio_sids):
        left = offer(lines, frame, eio_sids)
        went["direct"] += len(eio_sids) - len(left)
        return left

    return offered


socketio.server._send_eio_packet = counted(socketio.server._send_eio_packet)
Lines.offer = counting(Lines.offer)
