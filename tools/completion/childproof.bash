# bash completion for childproof(1). Everything comes from the program itself: commands and options from its help, clauses
# from `childproof matrix`, scenarios from `childproof list`.

# _childproof_commands PROGRAM
_childproof_commands() {
    "$1" help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'
}

# _childproof_options PROGRAM COMMAND: the lines of its help that begin with an option
_childproof_options() {
    "$1" help "$2" 2>/dev/null | sed -n -e 's/^ \{2,6\}\(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p'
    echo --help
}

_childproof_clauses() {
    "$1" matrix ${2:+--scenarios "$2"} 2>/dev/null | sed -n 's/^\([A-Z][A-Z]*-[0-9][0-9]*[a-z]*\) .*/\1/p'
}

_childproof_scenarios() {
    "$1" list --names ${2:+--scenarios "$2"} 2>/dev/null
}

# What --scenarios names on this command line.
_childproof_folder() {
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -s | --scenarios) printf '%s\n' "${COMP_WORDS[i + 1]}" ;;
        esac
    done
}

# _childproof_offer WORD CANDIDATES
_childproof_offer() {
    mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
}

# _childproof_files WORD [-d]: files, or folders only
_childproof_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "${2:--f}" -- "$1")
}

# The value of an option. Returns 1 where the word before is none that takes one.
_childproof_value() {
    local program=$1 current=$2 previous=$3
    case $previous in
    -c | --clause) _childproof_offer "$current" "$(_childproof_clauses "$program" "$(_childproof_folder)")" ;;
    -r | --report | -s | --scenarios) _childproof_files "$current" -d ;;
    -e | --expect | --write-expect | --figures | --fake-child) _childproof_files "$current" ;;
    -a | --adapter)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -c -- "$current"; compgen -f -- "$current")
        ;;
    -t | --tag)
        _childproof_offer "$current" "$("$program" list 2>/dev/null | sed -n 's/^ *tags: //p' | tr ' ' '\n' | sort -u)"
        ;;
    -j | --jobs | --shard | --seed | --timeout-scale) COMPREPLY=() ;;
    *) return 1 ;;
    esac
}

# What a command takes beside options.
_childproof_argument() {
    local program=$1 command=$2 current=$3
    case $command in
    run | list | play)
        _childproof_offer "$current" "$(_childproof_scenarios "$program" "$(_childproof_folder)")"
        if [ "$command" = play ] && [ "${#COMPREPLY[@]}" -eq 0 ]; then
            _childproof_files "$current"
        fi
        ;;
    explain) _childproof_offer "${current^^}" "$(_childproof_clauses "$program")" ;;
    help) _childproof_offer "$current" "$(_childproof_commands "$program")" ;;
    model) _childproof_offer "$current" "markdown json dot mermaid" ;;
    lint)
        _childproof_files "$current"
        [ "${#COMPREPLY[@]}" -ne 0 ] || _childproof_offer "$current" "$(_childproof_scenarios "$program" "$(_childproof_folder)")"
        ;;
    judge | merge | diff) _childproof_files "$current" ;;
    esac
}

_childproof() {
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]}
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        _childproof_offer "$current" "$(_childproof_commands "$program") --help --version"
    elif _childproof_value "$program" "$current" "$previous"; then
        :
    elif [[ $current == -* ]]; then
        _childproof_offer "$current" "$(_childproof_options "$program" "$command")"
    else
        _childproof_argument "$program" "$command" "$current"
    fi
}

complete -F _childproof childproof
