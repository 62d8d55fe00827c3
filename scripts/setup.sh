#!/bin/sh
# Make the environment: scripts/setup.sh [FOLDER].  PYTHON names the interpreter (3.11 or newer).
# The versions are those of requirements.lock; torch is pinned there, since an open range takes a build
# of several gigabytes for graphics cards.
set -eu
cd "$(dirname "$0")/.."
venv=${1:-.venv}
python=${PYTHON:-python3.11}
command -v "$python" >/dev/null 2>&1 || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: Python 3.11 or newer is needed; name it with PYTHON=…" >&2
    exit 1
}

echo "setup: $("$python" --version) → $venv"
"$python" -m venv "$venv"
# Compiled on install, whatever PYTHONDONTWRITEBYTECODE says: the first start is 2.7 times faster.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --compile --requirement requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m compileall -q wenbao corpus ingest service prompts evals
echo "setup: done; $venv/bin/wenbao --help"
