"""The whole job, without any user interface: what is asked, drawn, rendered, written, and read back.

A run goes through these modules from top to bottom:

| module | what it does |
| --- | --- |
| `classes`, `names` | a class list file to a class that can be printed, and what is to be told of it |
| `request` | blueprint, bank, class list, seed, theme, earlier runs to a `RunRequest`: all that a run is made from |
| `standing` | the run that is in the folder already: its draw, its papers, and who of its class is who now |
| `follow_up` | a run and its marks to a blueprint that asks every pupil what they lost |
| `history` | earlier runs: the questions that they used |
| `secret` | the teacher's own secret, from which default seeds are made |
| `settings` | files in the user's settings that nobody else can read |
| `planning` | `plan_run`: draws the questions, or keeps those that stand |
| `changes` | what a person wants otherwise than it was drawn |
| `plan` | the `Plan` that comes of it, to be looked at and changed before it is printed |
| `looking`, `plan_facts` | a plan's sheets of paper and pictures of its pages; a plan as plain data |
| `printing` | `print_run`: has a plan's packs made, writes the run's folder |
| `packs` | one pack of up to 60 papers: the part of a run that one worker makes |
| `workers` | who makes packs: this process, others, a Dask cluster |
| `press` | what the papers of a run are built and set with, made once |
| `rendering` | papers and other documents to pages: composed, typeset, with what they share made once |
| `outputs` | the one table of the files that a run has, and what makes each |
| `class_packs` | the files that a printer is given: which papers are bound together, and where each starts |
| `prints` | what these files are made from, and what such a file is |
| `booklets` | source booklets, one for each form in each print whose papers have their sources in one |
| `beside` | the folders beside a run that hold its marks, feedback and copies |
| `asked` | what the papers of a run or of a plan ask |
| `marks` | the marks of a run: taken from its markbook into their record, before anything is printed over them |
| `marks_in_place` | whether each of them has its place on the papers that are printed or planned |
| `feedback` | what the marks of a printed run say, printed beside it |
| `slips`, `next_question`, `class_report` | what a pupil's slip says, what to practise, the report on the class |
| `word_copies`, `drawn_charts` | a printed run's papers and mark scheme as Word documents, printed beside it |
| `values`, `papers`, `sheets` | what passes between these steps; a run's papers; the paper that they take |
| `paper_notes` | what a person should know of that paper: how it is folded, how small its text becomes |
| `summary` | what is told of a printed run |
| `record` | a printed run from its folder: one paper printed again, the run as a plan |
| `forgetting` | a printed run without the names and marks of its pupils |
| `verification` | a printed run's files and papers compared with its record and the bank |
| `reading_back`, `bound_files` | one paper and its key compared with them; packs, mark scheme and seating plan |
| `printed_text` | what the PDFs say |
| `single` | prints outside a run: a question's preview, a unit's guide |
| `organiser`, `cards` | what is learned of a unit: its knowledge organiser, flash cards, cards to sort |
| `review_sheet`, `review_answers` | questions for a colleague to answer without the key; what the answers say of them |
| `schemas` | the JSON Schemas by which an editor completes and checks YAML files |
| `demo`, `beginning` | the demo's two runs; a teacher's own folder |
"""
