"""Files that anybody could hand the program, mutated: every case ends in a documented exit code, in time.

`targets` has what is mutated and which command reads it; `mutating` makes one file of another without any library, for
`make test`; `python -m tests.fuzz` runs a coverage-guided fuzzer (`make fuzz`).
"""
