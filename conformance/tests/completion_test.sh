#!/bin/bash
# What the completion offers. usage: completion_test.sh CHILDPROOF COMPLETION SCENARIOS
set -u
program=$1
failures=0
# shellcheck source=/dev/null
source "$2"
cd "$3/.." || exit 2

# offers WORD TYPED…: completing the last word of `childproof TYPED…` offers WORD
offers() {
    local wanted=$1
    shift
    COMP_WORDS=("$program" "$@")
    COMP_CWORD=$#
    _childproof 2>/dev/null
    if ! printf '%s\n' "${COMPREPLY[@]}" | grep -qxF -- "$wanted"; then
        echo "FAIL childproof $*: expected $wanted, offered: ${COMPREPLY[*]:0:10}"
        failures=$((failures + 1))
    fi
}

# offers_no TYPED…
offers_nothing() {
    COMP_WORDS=("$program" "$@")
    COMP_CWORD=$#
    _childproof 2>/dev/null
    if [ "${#COMPREPLY[@]}" -ne 0 ]; then
        echo "FAIL childproof $*: expected nothing, offered: ${COMPREPLY[*]:0:10}"
        failures=$((failures + 1))
    fi
}

offers run r
offers merge m
offers --version --
offers --adapter run --a
offers --write-expect run --w
offers --shard run stream/x --sh
offers --debug-child play --debug
offers TIMEOUT-01 run --clause TIMEOUT
offers TIMEOUT-01 explain timeout-0
offers abort/half_a_header run abort/half
offers abort/half_a_header run -s "$3" abort/half
offers abort/half_a_header play abort/half
offers markdown model m
offers explain help e
offers scenarios lint scen
offers_nothing run --jobs 1
offers_nothing nosuchcommand x
[ "$failures" -eq 0 ] && echo "ok"
[ "$failures" -eq 0 ]
