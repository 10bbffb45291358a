"""The harm that worker processes load is none for pytest to load."""

collect_ignore = ["sitecustomize.py"]
