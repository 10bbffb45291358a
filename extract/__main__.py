"""`python -m extract`: figures, explain, lexicon."""

from extract.cli import main

if __name__ == "__main__":
    main(prog_name="python -m extract")
