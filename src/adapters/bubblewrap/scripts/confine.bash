# Outside, just before bubblewrap: $1 to $4 are its /etc/passwd, group, hosts, nsswitch.conf; $5 its filter of system calls, in base 64;
# the rest is its command line.
# {guards} stands for the lines of guards/index.ts.
{guards}
exec 10<<<"$1" 11<<<"$2" 12<<<"$3" 13<<<"$4" 14< <(base64 -d <<<"$5")
shift 5
# Through a pipe, because what we were given is a socket, which /dev/stdout cannot open.
"$@" | cat 3>&-
status=${PIPESTATUS[0]}
kill $(jobs -p) 2>/dev/null
exit "$status"
