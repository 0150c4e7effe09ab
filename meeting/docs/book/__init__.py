"""The meeting book: all papers that one reader may see, bound into one PDF, kept for a day."""
