# Whatever else was inherited would be open inside. On 3 bubblewrap tells us the first process, and keeps it to itself.
for fd in /proc/self/fd/*; do
  fd=${fd##*/}
  ((fd <= 3)) || exec {fd}>&-
done
