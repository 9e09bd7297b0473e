#!/bin/sh
# Makes .venv with exactly the libraries of uv.lock, on a machine that has only Python 3.11:
#   sh operations/setup.sh run     what the assistant needs
#   sh operations/setup.sh test    and what its tests need
set -eu

UV_VERSION=0.13.9
purpose=$1

say() { echo "$*" >&2; }
stop() { say "$*"; exit 1; }

# A pyenv shim exists without working, so each candidate is asked rather than looked up.
python=""
for candidate in python3.11 python3; do
  python=$( { "$candidate" -c 'import sys; assert sys.version_info[:2] == (3, 11); print(sys.executable)'; } 2>/dev/null ) && break
done
[ -n "$python" ] || stop "Bijsturen needs Python 3.11, and neither python3.11 nor python3 is that here: install Python 3.11 and try again."

if uv --version >/dev/null 2>&1; then
  uv=uv
else
  uv=.tools/bin/uv
  if ! { "$uv" --version | grep -qF "$UV_VERSION"; } 2>/dev/null; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
      stop "Python 3.11 is here without its venv module: install it (Debian and Ubuntu: apt-get install python3.11-venv) and try again."
    say "Installing uv $UV_VERSION in .tools/ ..."
    "$python" -m venv --clear .tools
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" ||
      stop "uv could not be installed from the Python package index: check the network and try again."
  fi
fi

case $purpose in
  run) options="--no-dev --inexact" ;;  # inexact: do not take the test libraries away again
  test) options="" ;;
  *) stop "operations/setup.sh: say 'run' or 'test', not '$purpose'." ;;
esac

say "Installing the libraries in .venv/ (a few minutes the first time) ..."
unset VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
export UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never
# shellcheck disable=SC2086  # the options are words
"$uv" sync --frozen --compile-bytecode --quiet --python "$python" $options ||
  stop "The libraries could not be installed: the lines above say why; mend that and try again."

touch .venv/.ready-to-run
[ "$purpose" = run ] || touch .venv/.ready-to-test
