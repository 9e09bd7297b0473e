#!/bin/sh
# The tests drive a real browser, a real Redis and a stand-in for Telegram in Node: installs them on Debian when they
# are missing, else says what to install.
set -eu

bot_api="$(dirname "$0")/../tests/connectors/telegram_api"

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"

if [ -n "$missing" ]; then
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
fi

if [ ! "$bot_api/node_modules/.package-lock.json" -nt "$bot_api/package-lock.json" ]; then
  echo "Installing the stand-in for Telegram's Bot API ..." >&2
  npm ci --prefix "$bot_api" --no-audit --no-fund --loglevel=error >&2 ||
    { echo "npm could not install what tests/connectors/telegram_api/package-lock.json asks for: see above." >&2; exit 1; }
fi
