"""``python -m bulk``."""

from bulk.cli import bulk

if __name__ == "__main__":
    bulk(prog_name="python -m bulk")
