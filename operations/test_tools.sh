#!/bin/sh
# The tests drive a real browser, a real Redis, and in Node a stand-in for Telegram and a web client made for Rasa:
# installs them on Debian when they are missing, else says what to install.
set -eu

connectors="$(dirname "$0")/../tests/connectors"

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

for name in telegram_api rasa_web_client; do
  folder="$connectors/$name"
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && continue
  echo "Installing what tests/connectors/$name needs ..." >&2
  npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error >&2 ||
    { echo "npm could not install what tests/connectors/$name/package-lock.json asks for: see above." >&2; exit 1; }
done
