#!/bin/sh
# The command line: what it refuses, what it says, how it exits. usage: cli_test.sh CHILDPROOF LAZY SCENARIOS
set -u
childproof=$1
lazy=$2
scenarios=$3
export NO_COLOR=1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
failures=0

# expect STATUS WORDS COMMAND… : exit status and a text in what it says
expect() {
    wanted=$1
    words=$2
    shift 2
    "$@" >"$folder/out" 2>&1 </dev/null
    status=$?
    if [ "$status" -ne "$wanted" ]; then
        echo "FAIL exit status $status, expected $wanted: $*"
        head -n 5 "$folder/out"
        failures=$((failures + 1))
    elif ! grep -qF -- "$words" "$folder/out"; then
        echo "FAIL expected to read \`$words\`: $*"
        head -n 5 "$folder/out"
        failures=$((failures + 1))
    fi
}

expect 64 "usage: childproof COMMAND" "$childproof"
expect 0 "usage: childproof COMMAND" "$childproof" help
expect 0 "usage: childproof COMMAND" "$childproof" --help
expect 0 "childproof " "$childproof" --version
expect 64 "did you mean" "$childproof" rnu
expect 64 "there is no command" "$childproof" xyzzy-unlike-anything
expect 64 "did you mean --adapter?" "$childproof" run --adaptor x
expect 64 "wants a value" "$childproof" run --adapter
expect 64 "whole number from 1" "$childproof" run --jobs 0
expect 64 "whole number from 1" "$childproof" run --jobs many
expect 64 "I/N" "$childproof" run --shard 3/2
expect 64 "takes a factor" "$childproof" run --timeout-scale -1
expect 64 "NOPE-99" "$childproof" run --clause NOPE-99
for command in run list explain play new check-adapter lint judge merge diff matrix model help; do
    expect 0 "usage: childproof $command" "$childproof" help "$command"
    expect 0 "usage: childproof $command" "$childproof" "$command" --help
done

mkdir "$folder/empty" "$folder/broken" "$folder/ok"
printf 'return scenario {\n  sumary = "x",\n}\n' >"$folder/broken/bad.lua"
printf 'return scenario { summary = "s", clauses = { "SPAWN-04" }, profile = "supervisor", drive = function(sup) end }\n' \
    >"$folder/ok/fine.lua"
expect 2 "holds no scenario" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/empty"
expect 2 "is no folder" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/nowhere"
expect 2 "no scenario matches" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/ok" 'nothing/*'
expect 2 "no scenario is left" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/ok" --tag nosuchtag
expect 2 "cannot be run" "$childproof" run --adapter /nonexistent/adapter --scenarios "$folder/ok"
# a machine with little room: fewer at a time
expect 2 "1 at a time instead of 64" sh -c 'ulimit -n 64 && "$@"' sh "$childproof" run --adapter "$lazy exit-at-once" --jobs 64 --scenarios "$folder/ok"
# a folder whose name has no room for a socket's is not used
expect 2 "before it answered hello" env TMPDIR="$folder/$(printf '%080d' 0)" "$childproof" run --adapter "$lazy exit-at-once" --scenarios "$folder/ok"
# stdout ends before the process does: the exit says more, if one comes
expect 2 "exited with status 3 before it answered hello" "$childproof" run --scenarios "$folder/ok" \
    --adapter "sh -c 'exec >&-; sleep 0.2; exit 3'"
expect 2 "closed its stdout" "$childproof" run --scenarios "$folder/ok" --adapter "sh -c 'exec >&-; exec sleep 60'"
# a scenario that vanishes under the run (at the second start of the adapter) is not the supervisor's fault
mkdir "$folder/gone"
printf 'return scenario { summary = "s", clauses = { "SPAWN-04" }, profile = "supervisor", drive = function(sup) sup:spawn() end }\n' \
    >"$folder/gone/soon.lua"
printf '#!/bin/sh\n[ -e "%s" ] && rm -f "%s"\n: >"%s"\nexec "%s"\n' "$folder/mark" "$folder/gone/soon.lua" "$folder/mark" \
    "$(dirname "$childproof")/ref-adapter" >"$folder/adapter"
chmod +x "$folder/adapter"
expect 2 "cannot be opened" "$childproof" run --adapter "$folder/adapter" --scenarios "$folder/gone"
expect 64 "is not closed" "$childproof" run --adapter "'open" --scenarios "$folder/ok"
expect 2 "cannot be written" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/ok" --report /proc/nowhere/x
expect 2 "bad.lua:" "$childproof" run --adapter "$lazy all-ok" --scenarios "$folder/broken"
expect 1 "bad.lua:" "$childproof" lint --scenarios "$folder/broken"
expect 1 "1 error" "$childproof" lint "$folder/broken/bad.lua"
expect 0 "0 errors" "$childproof" lint "$folder/ok/fine.lua"
expect 0 "0 errors" "$childproof" lint --scenarios "$scenarios"
expect 0 "1 file checked, 0 errors" "$childproof" lint --scenarios "$folder/ok" 'f*'
expect 0 "1 file checked, 0 errors" "$childproof" lint "$folder/ok"
expect 2 "nothing/here" "$childproof" lint --scenarios "$folder/ok" nothing/here
expect 0 "TIMEOUT-01" "$childproof" explain timeout-01
expect 2 "none.json" "$childproof" explain timeout-01 --report "$folder/none.json"
printf '{"schema":"childproof.bench/1","rows":[{"what":"a <b> row","unit":"ms","floor":1,"reference":2.5,"verdict":"met"}]}' \
    >"$folder/figures.json"
expect 2 "no verdict" "$childproof" run --adapter "$lazy exit-at-once" --scenarios "$folder/ok" \
    --figures "$folder/figures.json" --report "$folder/report"
grep -qF 'a &lt;b&gt; row</th><td>1.00 ms</td><td>2.50 ms</td>' "$folder/report/index.html" || {
    echo "FAIL the figures are not in the report"
    failures=$((failures + 1))
}
expect 0 "adapter-error, " "$childproof" explain SPAWN-04 --report "$folder/report"
expect 2 "schema" "$childproof" run --adapter "$lazy exit-at-once" --scenarios "$folder/ok" --figures "$folder/report/report.json"
expect 2 "No such file" "$childproof" run --adapter "$lazy exit-at-once" --scenarios "$folder/ok" --figures "$folder/none"
expect 1 "did you mean TIMEOUT-01?" "$childproof" explain TIMEOT-01
expect 64 "wants the ID" "$childproof" explain
expect 0 "stream/" "$childproof" list --scenarios "$scenarios" 'stream/*'
expect 0 "STREAM-01" "$childproof" matrix --scenarios "$scenarios"
expect 0 "Idle" "$childproof" model mermaid
expect 64 "there is no format" "$childproof" model yaml
expect 2 "No such file" "$childproof" judge "$folder/none.jsonl"
printf 'no trace\n' >"$folder/trace.jsonl"
expect 2 "trace.jsonl" "$childproof" judge "$folder/trace.jsonl"
expect 64 "wants one scenario" "$childproof" play
expect 1 "Nothing else can be tried" "$childproof" check-adapter "$lazy exit-at-once"
expect 1 "WRONG" "$childproof" check-adapter --timeout-scale 0.1 "$lazy" all-ok
[ "$failures" -eq 0 ] && echo "ok"
[ "$failures" -eq 0 ]
