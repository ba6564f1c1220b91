#!/bin/sh
# The manual knows every command and option that the help knows, and is well-formed. usage: manual_test.sh CHILDPROOF MANDIR
set -u
childproof=$1
manual=$2
failures=0
fail() {
    echo "FAIL $*"
    failures=$((failures + 1))
}

page=$(sed 's/\\-/-/g' "$manual/childproof.1")
for command in $("$childproof" help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'); do
    printf '%s\n' "$page" | grep -q "^.SS \"childproof ${command}[ \"]" || fail "childproof.1 has no section on $command"
    for option in $("$childproof" help "$command" | sed -n 's/^ \{2,6\}\(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p'); do
        printf '%s\n' "$page" | grep -qE -e "$option\b" || fail "childproof.1 does not know $option of $command"
    done
done

version=$("$childproof" --version | cut -d ' ' -f 2)
for file in "$manual"/*.1; do
    head -n 1 "$file" | grep -qF "\"childproof $version\"" || fail "$file is not of version $version"
    if command -v groff >/dev/null; then
        said=$(groff -Tutf8 -ww -man -z "$file" 2>&1)
        [ -z "$said" ] || fail "$said"
    fi
done
[ "$failures" -eq 0 ] && echo "ok"
[ "$failures" -eq 0 ]
