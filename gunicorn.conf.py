"""How gunicorn runs the application: one gevent worker that holds every tablet's WebSocket."""

import os
import resource

from gevent import monkey

# Before gunicorn imports ssl and threading, or they keep the blocking versions.
monkey.patch_all()

# Every tablet is an open file, and what a system gives a process to begin with is often 1,024.
_files, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))

wsgi_app = "wsgi:app"
worker_class = "gevent"
workers = 1  # more need PostgreSQL and Redis: with one, no message has to cross processes
# A tablet holds one; page images and commands come besides. Past this number nobody is answered at all, not even that
# the room is full.
worker_connections = int(os.environ.get("MEETING_MAX_TABLETS", "3000")) + 1000
backlog = 2048  # after a restart all tablets return at once
max_requests = 0  # a worker that recycles itself would drop every tablet in mid-session
timeout = 30
graceful_timeout = 10
keepalive = 20  # tablets fetch pages in bursts
control_socket_disable = True
accesslog = None  # addresses of papers and keys belong in no log
errorlog = "-"
loglevel = "warning"
