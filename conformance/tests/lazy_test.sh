#!/bin/sh
# Every lazy adapter scores zero: no pass, an exit status that says so, and in bounded time.
# usage: lazy_test.sh CHILDPROOF LAZY SCENARIOS [GLOB…]
set -u
childproof=$1
lazy=$2
scenarios=$3
shift 3
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
failures=0

for mode in $("$lazy" --modes); do
    # each scenario of a flood costs a million events: one is enough to see how it ends
    if [ "$mode" = flood ]; then
        globs=$*
        set -- "states/exits_are_recorded_once"
    fi
    NO_COLOR=1 timeout 100 "$childproof" run --adapter "$lazy $mode" --scenarios "$scenarios" --timeout-scale 0.1 --jobs 8 \
        --seed 1 --report "$folder/$mode" "$@" >"$folder/$mode.out" 2>&1
    status=$?
    passes=$(grep -c '"verdict": *"pass"' "$folder/$mode/report.json" 2>/dev/null)
    if [ "$status" -ne 1 ] && [ "$status" -ne 2 ]; then
        echo "FAIL $mode: exit status $status, expected 1 or 2"
        tail -n 20 "$folder/$mode.out"
        failures=$((failures + 1))
    elif [ ! -s "$folder/$mode/report.json" ]; then
        echo "FAIL $mode: no report"
        failures=$((failures + 1))
    elif [ "${passes:-0}" -ne 0 ]; then
        echo "FAIL $mode: $passes verdicts of pass, expected none"
        grep -B2 '"verdict": *"pass"' "$folder/$mode/report.json" | head -n 20
        failures=$((failures + 1))
    else
        echo "ok   $mode (exit status $status)"
    fi
    if [ "$mode" = flood ]; then
        # shellcheck disable=SC2086  # globs of scenario names hold no white space
        set -f && set -- $globs && set +f
    fi
done
[ "$failures" -eq 0 ]
