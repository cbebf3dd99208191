#!/bin/sh
# Seeds a dataset and serves it for somebody's integration tests. It returns when the server is ready.
#
# VENV     the environment that install.sh made
# DATASET  fixture (the default), or whole
# PORT     8000 by default
#
# The folder inspection-history-PORT in TMPDIR holds the release, server.log and server.pid.
set -eu
cd "$(dirname "$0")/../.."
PYTHON="${VENV:-.venv}/bin/python"
export PORT="${PORT:-8000}"
export DATA_DIR="${TMPDIR:-/tmp}/inspection-history-$PORT"
url="http://127.0.0.1:$PORT"

case "${DATASET:-fixture}" in
fixture) option=--fixture ;;
whole) option= ;;
*)
    echo "DATASET=$DATASET is no dataset; expected fixture or whole" >&2
    exit 2
    ;;
esac

# An option that is empty must be no argument.
"$PYTHON" -m app seed $option ${GITHUB_ACTIONS:+--github}
nohup "$PYTHON" -m app serve >"$DATA_DIR/server.log" 2>&1 &
echo $! >"$DATA_DIR/server.pid"

for _ in $(seq 1 150); do
    if "$PYTHON" -c "import urllib.request as r; r.urlopen('$url/readyz', timeout=2)" 2>/dev/null; then
        release=$(cat "$DATA_DIR/current")
        echo "Release $release is served at $url"
        if [ -n "${GITHUB_OUTPUT:-}" ]; then
            printf 'url=%s\nrelease=%s\n' "$url" "$release" >>"$GITHUB_OUTPUT"
        fi
        exit 0
    fi
    kill -0 "$(cat "$DATA_DIR/server.pid")" 2>/dev/null || break
    sleep 0.2
done
echo "The server did not become ready:" >&2
cat "$DATA_DIR/server.log" >&2
exit 1
