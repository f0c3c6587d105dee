"""The command ``crosscheck``."""

import signal
import sys

from . import _crosscheck


def main() -> int:
    # The interpreter would note the key and tell nobody until the work is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _crosscheck.main(["crosscheck", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
