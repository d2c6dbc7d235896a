#!/usr/bin/env bash
# Rewrites every lock from its .in file: versions and hashes, never an index address, so that any mirror serves them.
# Usage: requirements/lock.sh [uv options, for example --upgrade]; needs uv, which .venv holds.
set -euo pipefail
cd "$(dirname "$0")"
uv=$(command -v ../.venv/bin/uv || command -v uv)
for name in installer portal demo tests browser; do
  "$uv" pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
    --quiet "$@" "$name.in" -o "$name.txt"
done
