"""Drawing blocks as a PDF or a Word document, in a child of its own: two hundred votes of five hundred members take
seconds, and meanwhile the room goes on."""
