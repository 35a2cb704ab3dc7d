"""Papers printed at random and answered from the page alone: no key may be wrong. `make soak` runs it, for hours."""
