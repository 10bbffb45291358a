"""The harm is meant for worker processes, not for pytest."""

collect_ignore = ["sitecustomize.py"]
