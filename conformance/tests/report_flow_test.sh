#!/bin/sh
# Reports after the run: shards merge into the whole, diff tells what changed, --write-expect is read back.
# usage: report_flow_test.sh CHILDPROOF ADAPTER VERDICTS
set -u
childproof=$1
adapter=$2
verdicts=$3
export NO_COLOR=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "FAIL $*"
    tail -n 15 "$work/out"
    failures=$((failures + 1))
}

# expect STATUS WORDS ARGUMENT… : exit status of childproof and a text in what it says
expect() {
    wanted=$1
    words=$2
    shift 2
    "$childproof" "$@" >"$work/out" 2>&1 </dev/null
    status=$?
    if [ "$status" -ne "$wanted" ]; then
        fail "exit status $status, expected $wanted: $*"
    elif ! grep -qF -- "$words" "$work/out"; then
        fail "expected to read \`$words\`: $*"
    fi
}

run() { "$childproof" run --adapter "$adapter" --scenarios "$work/scenarios" --seed 1 "$@" >"$work/out" 2>&1 </dev/null; }

mkdir "$work/scenarios"
cp "$verdicts"/pass/*.lua "$work/scenarios"
first=$(find "$verdicts/fail" -name '*.lua' | sort | head -n 1)
name=$(basename "$first" .lua)

# two long texts are told apart at a glance
expect 1 'expected from byte 260 of 605: "'"$(printf '%040d' 0 | tr 0 x)"'therey' run --adapter "$adapter" --scenarios "$verdicts/fail" two_long_texts

# shards: together they are the whole run, alone they are a selection
run --report "$work/whole"
run --shard 1/2 --report "$work/one"
grep -qF "(a selection)" "$work/out" || fail "a shard is not called a selection"
run --shard 2/2 --report "$work/two"
run --report "$work/some" --shard 1/2 '*'
"$childproof" merge "$work/one" "$work/two/report.json" --report "$work/merged" >"$work/out" 2>&1
grep -qF "(a selection)" "$work/out" && fail "merged shards are still called a selection"
for report in whole merged; do
    sed -n '/"summary"/,/]/p' "$work/$report/report.json" | grep -v -e duration -e seed >"$work/$report.summary"
done
[ -s "$work/merged.summary" ] || fail "the merged report has no summary"
cmp -s "$work/whole.summary" "$work/merged.summary" || fail "the merged shards are not the whole run"
for file in report.json junit.xml report.tap summary.md badge.json index.html; do
    [ -s "$work/merged/$file" ] || fail "the merged report has no $file"
done
expect 2 "not all shards are there" merge "$work/one"
expect 2 "two of them hold the scenario" merge "$work/one" "$work/one"
expect 2 "No such file" merge "$work/nowhere"
printf '{"schema":"childproof.report/9"}\n' >"$work/strange.json"
expect 2 "strange.json" merge "$work/strange.json"
expect 64 "wants 1 to" merge

# diff: broken, fixed, as before
expect 0 "as before" diff "$work/whole" "$work/merged"
some=$(find "$work/scenarios" -name '*.lua' | sort | head -n 1)
cp "$some" "$work/good.lua"
cp "$first" "$some"
run --report "$work/worse"
[ $? -eq 1 ] || fail "a failing scenario does not fail the run"
expect 1 "broken   $(basename "$some" .lua): pass -> fail" diff "$work/whole" "$work/worse"
expect 0 "fixed    $(basename "$some" .lua): fail" diff "$work/worse" "$work/whole"
expect 64 "wants two reports" diff "$work/whole"
mkdir "$work/other"
cp "$work/good.lua" "$work/other/other_name.lua"
"$childproof" run --adapter "$adapter" --scenarios "$work/other" --report "$work/apart" other_name >"$work/out" 2>&1
expect 2 "no scenario in common" diff "$work/whole" "$work/apart"

# --write-expect: what it writes explains the failures, and asks for nothing else
rm -f "$work"/scenarios/*.lua
cp "$first" "$work/scenarios/$name.lua"
cp "$work/good.lua" "$work/scenarios"
expect 1 "known.txt" run --adapter "$adapter" --scenarios "$work/scenarios" --write-expect "$work/known.txt" "$name"
expect 0 "known-failure" run --adapter "$adapter" --scenarios "$work/scenarios" --expect "$work/known.txt" "$name"
sed -i 's/ : .*/ : waits for the new reaper/' "$work/known.txt"
expect 0 "known.txt" run --adapter "$adapter" --scenarios "$work/scenarios" --expect "$work/known.txt" \
    --write-expect "$work/known.txt" "$name"
grep -qF "waits for the new reaper" "$work/known.txt" || fail "a reason was lost"
expect 2 "not written" run --adapter "$adapter" --scenarios "$work/scenarios" --write-expect /proc/nowhere/x "$name"

# --fail-fast: the first failure that nobody expected is the last verdict, whatever runs beside it
for copy in one two three four; do
    cp "$first" "$work/scenarios/$name.$copy.lua"
done
expect 1 "cut short: 1 of 5 planned scenarios ran (--fail-fast, after $name" run --adapter "$adapter" \
    --scenarios "$work/scenarios" --fail-fast --jobs 3 "$name*"
sed -i "s/^$name/$name*/" "$work/known.txt"
expect 0 "5 known-failure" run --adapter "$adapter" --scenarios "$work/scenarios" --fail-fast --expect "$work/known.txt" "$name*"

[ "$failures" -eq 0 ] && echo "ok"
[ "$failures" -eq 0 ]
