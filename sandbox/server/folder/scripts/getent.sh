#!/bin/sh
# Stand-in for getent: only `getent passwd [NAME...]`, from this folder's etc/passwd. Like the real one it exits with 2
# when a name is missing. No numeric ids, no groups, no directory services.
ROOT=@ROOT@
[ "$1" = passwd ] || { echo "Unknown database: $1" >&2; exit 1; }
shift
[ $# -gt 0 ] || exec cat "$ROOT/etc/passwd"
status=0
for name in "$@"; do
  line=
  while IFS= read -r candidate; do
    case "$candidate" in "$name:"*) line=$candidate; break ;; esac
  done < "$ROOT/etc/passwd"
  if [ -n "$line" ]; then printf '%s\n' "$line"; else status=2; fi
done
exit $status
