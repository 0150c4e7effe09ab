"""Votes on bad days: servers killed, answers lost, clocks moved, disks full. What was acknowledged is counted, once;
what was refused is not."""
