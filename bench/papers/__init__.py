"""What is promised of papers, measured: bin/bench papers."""
