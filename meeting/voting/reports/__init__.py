"""Results of opinions by circulation (phiếu lấy ý kiến) that are told to a later meeting of the same body, on one of
its agenda items: for information, or to be ratified."""
