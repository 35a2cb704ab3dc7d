"""The frozen values that travel between the stages; nothing here reads, draws or decides."""
