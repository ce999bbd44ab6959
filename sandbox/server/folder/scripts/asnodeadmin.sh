#!/bin/sh
# Stand-in for asnodeadmin, the vendor's tool for node users: --reload makes asperanoded read aspera.conf again; -l lists
# the node users, which here are the transfer users. It cannot add, change or delete any.
ROOT=@ROOT@
case "$1" in
  --reload)
    printf '%s reload asperanoded\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$ROOT/log/systemctl.log"
    exec "$ROOT/bin/sandbox-service" reload ;;
  -l)
    printf '%-20s %-20s %s\n' user 'system/transfer user' acls
    grep -v -e ':/bin/sh$' -e nologin "$ROOT/etc/passwd" | while IFS=: read -r name rest; do
      printf '%-20s %-20s %s\n' "$name" "$name" '[]'
    done ;;
  *) echo "asnodeadmin: the stand-in knows --reload and -l only" >&2; exit 1 ;;
esac
