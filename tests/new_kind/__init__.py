"""A kind of question with a body of its own, which `tests/test_new_kind.py` adds to a copy of the program."""
