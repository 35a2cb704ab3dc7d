"""Printed worksheets and exams from a tagged question bank: varied per student, with keys that agree."""

__version__ = "0.1.0"
