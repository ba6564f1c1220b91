#!/bin/sh
# A scenario by hand: `new` writes one that passes, `play` keeps its folder, stops at events, waits for a debugger.
# usage: play_test.sh CHILDPROOF ADAPTER
set -u
childproof=$1
adapter=$2
export NO_COLOR=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failures=0
cd "$work" || exit 2

fail() {
    echo "FAIL $*"
    tail -n 15 "$work/out"
    failures=$((failures + 1))
}

# expect STATUS WORDS COMMAND…
expect() {
    wanted=$1
    words=$2
    shift 2
    "$@" >"$work/out" 2>&1 </dev/null
    status=$?
    if [ "$status" -ne "$wanted" ]; then
        fail "exit status $status, expected $wanted: $*"
    elif ! grep -qF -- "$words" "$work/out"; then
        fail "expected to read \`$words\`: $*"
    fi
}

scenario=scenarios/demo/answers_late.lua
expect 2 "scenarios is no folder" "$childproof" new demo/answers_late
mkdir scenarios
expect 64 "is no name of a scenario" "$childproof" new Demo/x
expect 64 "is no name of a scenario" "$childproof" new ../x
expect 64 "is no name of a scenario" "$childproof" new plain
expect 64 "wants one name" "$childproof" new
expect 64 "no clause" "$childproof" new demo/x --clause NOPE-1
expect 0 "$scenario is written" "$childproof" new demo/answers_late --clause REQ-02
grep -qF '"answers late"' "$scenario" || fail "the summary is not the name"
grep -qF '"REQ-02"' "$scenario" || fail "the clause is not the given one"
cp "$scenario" before
expect 2 "is there already" "$childproof" new demo/answers_late
cmp -s before "$scenario" || fail "a file was overwritten"
expect 0 "0 errors" "$childproof" lint "$scenario"
expect 0 "1 pass" "$childproof" play --adapter "$adapter" "$scenario"

expect 0 "the run's folder is left in" "$childproof" play --adapter "$adapter" --keep "$scenario"
kept=$(sed -n "s/.*the run's folder is left in //p" out)
[ -n "$(find "$kept" -name run.json)" ] || fail "what the scenario made is not kept"
case $kept in */childproof-*) rm -rf "$kept" ;; esac

expect 64 "--step needs a terminal" "$childproof" play --adapter "$adapter" --step "$scenario"
if command -v script >/dev/null; then
    # the keys are read one by one, so all may be there from the beginning
    printf '\n\n \nc' | script -qec "'$childproof' play --adapter '$adapter' --step $scenario" typescript >out 2>&1 ||
        fail "stepping changes the verdict"
    grep -qF "1 pass" out || fail "stepping does not come to the end"
    printf '\nq' | script -qec "'$childproof' play --adapter '$adapter' --step $scenario" typescript >out 2>&1
    [ $? -eq 2 ] || fail "q does not end without a verdict"
fi

# a debugger that never comes: an interrupt ends the wait and leaves nothing
"$childproof" play --adapter "$adapter" --debug-adapter "$scenario" >out 2>&1 </dev/null &
played=$!
tries=0
until grep -qF "waits for a debugger: gdb -p" out || [ "$tries" -ge 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
waiting=$(sed -n 's/.*gdb -p \([0-9]*\).*/\1/p' out)
[ -d "/proc/${waiting:-none}" ] || fail "no adapter waits for a debugger"
kill -TERM "$played"
wait "$played"
[ $? -eq 143 ] || fail "an interrupt does not end the wait for a debugger"
[ -d "/proc/${waiting:-none}" ] && fail "the adapter is left"

[ "$failures" -eq 0 ] && echo "ok"
[ "$failures" -eq 0 ]
