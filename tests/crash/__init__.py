"""Commands that are killed, cut short and crossed at every step that they take on the disk: `make crash` runs it."""
