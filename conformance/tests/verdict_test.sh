#!/bin/sh
# Each scenario under verdicts/WORD ends with that word, against a good subject; where its first line names a clause, the failure is
# charged to that one. usage: verdict_test.sh CHILDPROOF ADAPTER FOLDER
set -u
childproof=$1
adapter=$2
folder=$3
export NO_COLOR=1
output=$(mktemp -d) || exit 2
trap 'rm -rf "$output"' EXIT
failures=0
for word in pass fail inconclusive unsupported; do
    for file in "$folder/$word"/*.lua; do
        name=$(basename "$file" .lua)
        for try in 1 2 3 4 5; do
            rm -rf "$output/report"
            "$childproof" run --adapter "$adapter" --scenarios "$folder/$word" --report "$output/report" "$name" >"$output/out" 2>&1
            status=$?
            found=$(grep -A 1 "\"id\": \"$name\"" "$output/report/report.json" | sed -n 's/.*"verdict": "\(.*\)",/\1/p' | head -n 1)
            # where the machine took the time, it is asked again
            case $found-$word in inconclusive-inconclusive) break ;; inconclusive-*) ;; *) break ;; esac
            echo "again $word/$name ($try)"
        done
        case $word in
        pass) wanted=0 ;;
        fail) wanted=1 ;;
        *) wanted=2 ;;
        esac
        if [ "$found" != "$word" ] || [ "$status" -ne "$wanted" ]; then
            echo "FAIL $word/$name: verdict $found, exit status $status, expected $word and $wanted"
            tail -n 30 "$output/out"
            failures=$((failures + 1))
            continue
        fi
        clause=$(sed -n '1s/^-- charged to //p' "$file")
        if [ -n "$clause" ] && ! grep -q "\"clause\": \"$clause\"" "$output/report/report.json"; then
            echo "FAIL $word/$name: it is not charged to $clause"
            grep '"clause": ' "$output/report/report.json"
            failures=$((failures + 1))
        else
            echo "ok   $word/$name"
        fi
    done
done
[ "$failures" -eq 0 ]
