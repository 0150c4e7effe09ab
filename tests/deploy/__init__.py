"""What lies in deploy/, held against the room itself."""
