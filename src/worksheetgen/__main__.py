"""`python -m worksheetgen` is the same command as `worksheetgen`."""

from worksheetgen.cli import main

if __name__ == "__main__":
    main()
