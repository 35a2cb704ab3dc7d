"""A page on this machine alone, on which papers are made, printed and marked: `worksheetgen open`.

| module | what it does |
| --- | --- |
| `server` | serves the page on 127.0.0.1 until Ctrl-C, and opens the browser by a file with the launch code |
| `guard` | refuses whatever does not come from this very page |
| `app` | addresses to screens |
| `desk` | what screens share: the bank, the folder, the press, the lock |
| `screens` | a module for each screen |
| `answers`, `templating` | what screens answer with; values to HTML |
| `jobs`, `worker` | work that takes seconds, and the process that does it |

It knows `run` and no stage: what it does is what the command line does, on the same files. State is files; drafts are
those of `run.drafts`.
"""
