#!/bin/sh
# The tests drive a real browser and a real Redis: installs them on Debian when they are missing, else says what to install.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need$missing: install that (Debian and Ubuntu: sudo apt-get install$missing) and try again." >&2
  exit 1
fi

echo "Installing$missing for the tests ..." >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # the names are words
apt-get install -y -qq --no-install-recommends $missing >&2 ||
  { echo "Debian could not install$missing: the lines above say why." >&2; exit 1; }
