"""``python -m kgriyadh``: the command line where its script is not on the path."""

import sys

from kgriyadh.cli import main

if __name__ == "__main__":  # processes that answer questions import this file again
    sys.exit(main(program="python -m kgriyadh"))
