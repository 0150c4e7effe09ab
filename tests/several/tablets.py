"""A tablet by Socket.IO's own client, which comes back by itself, and an HTTP client of the same person."""

import re
import threading
import time

import requests
import socketio


def client(token, certificate):
    """Trusts this certificate only, whatever the environment says."""
    http = requests.Session()
    http.trust_env, http.verify = False, certificate
    http.cookies.set("sign_in", token)
    return http


class Tablet:
    """Joined to the meeting. `heard` is all that it was told, as (name, data)."""

    def __init__(self, address, token, meeting_id, certificate=True, **how):
        self.meeting_id, self.heard, self.joins = meeting_id, [], 0
        self.ready = threading.Event()
        self.socket = socketio.Client(
            http_session=client(token, certificate), reconnection_delay=0.2, reconnection_delay_max=1
        )
        self.socket.on("connect", lambda: self.socket.start_background_task(self.join))
        self.socket.on("*", lambda name, data: self.heard.append((name, data)))
        self.socket.connect(address, **{"transports": ["websocket"], **how})
        assert self.ready.wait(20)

    def join(self):
        answer = self.socket.call("meeting:join", {"meeting_id": self.meeting_id}, timeout=20)
        assert answer["ok"], answer
        self.joins += 1
        self.ready.set()

    def facts(self):
        return [(name, data) for name, data in list(self.heard) if name != "heartbeat" and "seq" in data]

    def seqs(self, channel="meeting"):
        return [data["seq"] for _name, data in self.facts() if data["channel"] == channel]

    def newest(self):
        """{channel: number} as the last heartbeats or facts had it."""
        return {data["channel"]: data["seq"] for _name, data in list(self.heard) if "seq" in data}

    def heartbeats(self):
        """How many of the whole meeting's it has heard."""
        return sum(name == "heartbeat" and data["channel"] == "meeting" for name, data in list(self.heard))

    def last(self, name):
        return next((data for heard, data in reversed(self.heard) if heard == name), None)

    def close(self):
        self.socket.disconnect()


class Browser:
    """HTTP of one person; a command is sent again with its key until it has an answer, as tablets do."""

    def __init__(self, address, token, path, certificate=True):
        self.address, self.path = address, path
        self.http = client(token, certificate)
        self.http.headers["Referer"] = f"{address}/"
        page = self.http.get(f"{address}/", timeout=20).text
        self.http.headers["X-CSRFToken"] = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]

    def command(self, method, path, body, key, seconds=60):
        deadline = time.monotonic() + seconds
        while True:
            try:
                where, headers = self.address + self.path + path, {"Idempotency-Key": key}
                answer = self.http.request(method, where, json=body, headers=headers, timeout=15)
                if answer.status_code < 500:
                    return answer
            except requests.RequestException:
                pass
            assert time.monotonic() < deadline, "no answer"
            time.sleep(0.2)
