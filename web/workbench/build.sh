#!/bin/sh
# Builds the workbench from its locked packages; npm and node are on the PATH.
cd "$(dirname "$0")" || exit 1
npm ci --silent --fetch-retries=1 && npm run --silent build && exit 0
echo "The workbench is not built: its packages, or Node, can't be had. /sparql serves the plain form." >&2
exit 1
