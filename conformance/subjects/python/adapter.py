#!/usr/bin/env python3
"""The supervisor behind childproof's adapter protocol: requests on stdin, answers and events on stdout."""

import sys

from bridge import serve

if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.fileno()))
