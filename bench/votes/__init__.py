"""What is measured of votes: a thousand ballots at once, how soon a vote is on every tablet; see bench/README.md."""
