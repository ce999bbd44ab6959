#!/bin/sh
# Stand-in for sudo: runs the command as the same user, with the same environment. It grants nothing, asks for no
# password, reads no sudoers and sets no secure_path. Knows -n, -u root and --; refuses any other option.
while [ $# -gt 0 ]; do
  case "$1" in
    -n) shift ;;
    -u) [ "$2" = root ] || { echo "sudo: unknown user: $2" >&2; exit 1; }; shift 2 ;;
    --) shift; break ;;
    -*) echo "sudo: the stand-in does not know the option $1" >&2; exit 1 ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || { echo "usage: sudo [-n] command" >&2; exit 1; }
exec "$@"
