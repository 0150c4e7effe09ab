"""What is done to an untrusted file, each time in a short-lived, limited child process (see `sandbox.py`).

This package imports nothing of the rest of the project: the child starts in 60 ms and has neither the
database nor the settings within reach.
"""
