# Whoever started us holds the other end of 3 and never writes to it: when that ends, so does everything here. bubblewrap's own
# --die-with-parent leaves gaps while it starts (tried: its first process waited on for ever).
{
  read -r -u 3
  for child in $(</proc/$$/task/$$/children); do
    kill -KILL $(</proc/$child/task/$child/children)
  done
  kill -KILL 0
} </dev/null >/dev/null 2>&1 &
