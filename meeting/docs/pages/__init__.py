"""What a reader needs of an open paper."""
