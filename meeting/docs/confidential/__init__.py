"""Confidential papers: how closely they are kept, each reader's own pages, who has read them."""
