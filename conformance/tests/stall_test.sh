#!/bin/sh
# A harness that is stopped for longer than a deadline blames nobody for it. usage: stall_test.sh CHILDPROOF ADAPTER FOLDER
set -u
childproof=$1
adapter=$2
folder=$3
export NO_COLOR=1
output=$(mktemp -d) || exit 2
trap 'rm -rf "$output"' EXIT
verdict=
for try in 1 2 3 4 5; do
    "$childproof" run --adapter "$adapter" --scenarios "$folder" --report "$output/report" unexpected_timeout >"$output/out" 2>&1 &
    harness=$!
    # its child is the adapter, and the adapter's is the scenario's child, which is asked at once and pauses
    children=
    while [ -z "$children" ] && kill -0 "$harness" 2>/dev/null; do
        for subject in $(pgrep -P "$harness"); do
            children=$children$(pgrep -P "$subject")
        done
    done
    sleep 0.3
    kill -STOP "$harness" 2>/dev/null
    sleep 2.5
    kill -CONT "$harness" 2>/dev/null
    wait "$harness"
    status=$?
    verdict=$(sed -n 's/.*"verdict": "\([a-z]*\)",/\1/p' "$output/report/report.json" | head -n 1)
    [ "$verdict" = pass ] || break
    echo "again ($try): it was stopped before the call, or after it"
done
if [ "$verdict" = inconclusive ] && [ "$status" -eq 2 ] && grep -q "of which the machine lost" "$output/out"; then
    echo "ok   unexpected_timeout"
    exit 0
fi
echo "FAIL unexpected_timeout: verdict $verdict, exit status $status, expected inconclusive and 2"
tail -n 30 "$output/out"
exit 1
