#!/bin/sh
# Installs what the server needs, with hashes, into an environment of its own. VENV is its folder.
set -eu
cd "$(dirname "$0")/../.."
VENV="${VENV:-.venv}"

python3 -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else None)'
python3 -m venv "$VENV"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
