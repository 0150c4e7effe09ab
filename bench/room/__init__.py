"""The room at full speed: a thousand tablets on real WebSockets, and what a page turn costs the server."""
