"""The whole job, without any user interface: what is asked, drawn, rendered, written, and read back.

A run goes through these modules from top to bottom:

| module | what it does |
| --- | --- |
| `request` | blueprint, bank, class list, seed, theme, earlier runs to a `RunRequest`: all that a run is made from |
| `history` | what earlier runs say: their papers, the questions that they used |
| `printing` | `print_run`: draws the questions, has the packs made, writes the run's folder |
| `packs` | one pack of up to 60 papers: the part of a run that one worker makes |
| `workers` | who makes packs: this process, others, a Dask cluster |
| `rendering` | papers and other documents to pages: composed, typeset, with what they share made once |
| `outputs` | the one table of the files that a run has |
| `values` | what passes between these steps |
| `summary` | what is told of a printed run |
| `record` | a printed run from its folder: one paper printed again |
| `verification`, `reading_back` | a printed run's files and papers compared with its record and the bank |
| `single` | prints outside a run: a question's preview, a unit's guide |
| `demo`, `beginning` | the demo's two runs; a teacher's own folder |
"""
