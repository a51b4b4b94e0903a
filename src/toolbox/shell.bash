# Read by the toolset's shell as it starts (BASH_ENV). Each command runs in a subshell, so that `exit`, `set -e`, a syntax
# error or the deadline end the command and not the session; folder and exported variables are handed on in a file.
unset BASH_ENV
# The toolset's pipes are sockets, which /dev/stdout and /dev/stderr cannot open.
exec > >(exec cat) 2>&1

__planfile_state="${BASH_SOURCE[0]%/*}/state"

__planfile_keep() {
  local status=$?
  {
    (set -o posix; export -p)
    printf 'cd -- %q\n' "$PWD"
  } >"$__planfile_state"
  exit "$status"
}

__planfile_restore() {
  local name
  [[ -r $__planfile_state ]] || return 0
  for name in $(compgen -e); do unset "$name"; done 2>/dev/null
  . "$__planfile_state"
}

# __planfile_call SECONDS COMMAND
__planfile_call() {
  local job alarm status late="${__planfile_state%/*}/late"
  set -m # a process group for each of the two
  (set +m; trap __planfile_keep EXIT; eval "$2") &
  job=$!
  (sleep "$1"; : >"$late"; kill -KILL -- "-$job") >/dev/null 2>&1 &
  alarm=$!
  set +m
  wait "$job" 2>/dev/null
  status=$?
  kill -KILL -- "-$alarm" 2>/dev/null
  wait "$alarm" 2>/dev/null
  __planfile_restore
  [[ ! -e $late ]] || { rm -f "$late"; printf '\n[ended after %s seconds]' "$1"; }
  ((status == 0)) || printf '\n[exit %d]\n' "$status"
  return "$status"
}

__planfile_restore
