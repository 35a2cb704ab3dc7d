"""What differs between Linux, macOS and Windows: the only package that asks which of them this is.

| module | what differs |
| --- | --- |
| `disk` | locks on folders, waiting until something would outlive a power cut, two names exchanged in one step |
| `interrupts` | Ctrl-C |
| `libraries` | where a library of C functions lies |
| `names` | what a file can be called: here nothing depends on the system, so that a run can be copied to any of them |
| `processes` | cores, processes that work, what a pipe says once nobody reads it |
"""
