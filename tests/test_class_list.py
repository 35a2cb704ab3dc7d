"""Class list files as schools export them, those with mistakes, and the made-up class."""

from __future__ import annotations

import csv
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from fontpkg_fira_sans import font_paths
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from worksheetgen.class_list import load_class, sample_class, to_csv
from worksheetgen.class_list.csv_file import read_csv
from worksheetgen.errors import ExitCode, InvalidInput, Place
from worksheetgen.model.bank import Tier
from worksheetgen.model.students import ClassList, Print, Student

TWO = "id,name\n017,Siân Müller\n018,Ned Carr\n"
