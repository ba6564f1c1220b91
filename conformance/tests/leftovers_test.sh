#!/bin/sh
# Whatever a subject leaves behind, the harness ends it. usage: leftovers_test.sh CHILDPROOF LAZY SCENARIOS
set -u
childproof=$1
lazy=$2
scenarios=$3
export NO_COLOR=1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tmp"
for mode in stray start-and-forget; do
    TMPDIR=$folder/tmp "$childproof" run --adapter "$lazy $mode" --scenarios "$scenarios" --timeout-scale 0.1 'spawn/*' \
        >"$folder/out" 2>&1
    status=$?
    [ "$status" -eq 1 ] || [ "$status" -eq 2 ] || { echo "FAIL $mode: exit status $status"; tail -n 5 "$folder/out"; exit 1; }
    left=$(ls "$folder/tmp")
    [ -z "$left" ] || { echo "FAIL $mode: left behind: $left"; exit 1; }
    if pgrep -f "childproof-lazy-stray 1000|$folder/tmp" >"$folder/pids"; then
        echo "FAIL $mode: processes are left:"
        ps -o pid,ppid,args -p "$(tr '\n' ',' <"$folder/pids" | sed 's/,$//')"
        exit 1
    fi
done
echo "ok"
