# As the host's root, in a mount namespace of its own: brings $2, $3 … (up to `--`) within reach of the ordinary user that the rest
# of the line is started by, because folders above them may be closed to it. $1 is where.
set -eu
place=$1
shift
mount -t tmpfs -o mode=0755,size=1m,nosuid,nodev planfile "$place"
for ((i = 0; ; i++)); do
  source=$1
  shift
  [[ $source != -- ]] || break
  if [[ -d $source ]]; then mkdir "$place/$i"; else : >"$place/$i"; fi
  mount --bind -- "$source" "$place/$i"
done
exec "$@"
