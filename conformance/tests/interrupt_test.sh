#!/bin/sh
# An interrupted run ends soon, says so, and leaves no process and no folder. usage: interrupt_test.sh CHILDPROOF LAZY SCENARIOS
set -u
childproof=$1
lazy=$2
scenarios=$3
export NO_COLOR=1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/tmp"

# its children hang for ever, and the adapter answers nothing but hello
TMPDIR=$folder/tmp "$childproof" run --adapter "$lazy mute-after-hello" --scenarios "$scenarios" --jobs 4 'stream/*' \
    >"$folder/out" 2>&1 &
pid=$!
tries=0
members=
# the first adapter only introduces itself; two at once are scenarios at work
while [ "$tries" -lt 200 ] && [ "$(echo "$members" | wc -w)" -lt 2 ]; do
    sleep 0.05
    members=$(pgrep -P "$pid")
    tries=$((tries + 1))
done
kill -INT "$pid"
wait "$pid"
status=$?
[ "$status" -eq 130 ] || { echo "FAIL exit status $status, expected 130"; cat "$folder/out"; exit 1; }
[ "$(echo "$members" | wc -w)" -ge 2 ] || { echo "FAIL no scenario was ever at work"; exit 1; }
for member in $members; do
    if kill -0 "$member" 2>/dev/null; then
        echo "FAIL process $member is still there"
        exit 1
    fi
done
grep -q "interrupted" "$folder/out" || { echo "FAIL it does not say that it was interrupted"; cat "$folder/out"; exit 1; }
left=$(ls "$folder/tmp")
[ -z "$left" ] || { echo "FAIL left behind: $left"; exit 1; }
echo "ok"
