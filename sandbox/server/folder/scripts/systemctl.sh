#!/bin/sh
# Stand-in for systemctl: knows the units asperanoded (a real process here) and asperatrapd (only a name: nothing runs).
# start, stop, restart, reload, enable, disable, is-active, is-enabled, status, show, list-unit-files. It supervises
# nothing: a daemon that dies stays dead. Each change is one line of log/systemctl.log.
ROOT=@ROOT@
verb=
quiet=
properties=
units=
for arg in "$@"; do
  case "$arg" in
    -q|--quiet) quiet=yes ;;
    -p|--property) properties=next ;;
    --property=*) properties=${arg#--property=} ;;
    -p*) properties=${arg#-p} ;;
    -*) ;;
    *)
      if [ "$properties" = next ]; then properties=$arg
      elif [ -z "$verb" ]; then verb=$arg
      else units="$units ${arg%.service}"; fi ;;
  esac
done

say() { [ -n "$quiet" ] || printf '%s\n' "$1"; }
known() { case "$1" in asperanoded|asperatrapd) ;; *) return 1 ;; esac; }
note() { printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$2" >> "$ROOT/log/systemctl.log"; }
pid_of() {
  [ "$1" = asperanoded ] && [ -f "$ROOT/../run/asperanoded.json" ] || return 0
  pid=$(sed -n 's/.*"pid":\([0-9][0-9]*\).*/\1/p' "$ROOT/../run/asperanoded.json")
  [ -n "$pid" ] && { kill -0 "$pid" 2> /dev/null || [ -d "/proc/$pid" ]; } || return 0
  # Another process may have got the pid since.
  [ ! -r "/proc/$pid/cmdline" ] || tr '\0' ' ' < "/proc/$pid/cmdline" | grep -q "$ROOT/lib/host/noded/" || return 0
  printf '%s' "$pid"
}
active() { if [ "$1" = asperatrapd ]; then [ -f "$ROOT/run/asperatrapd" ]; else [ -n "$(pid_of "$1")" ]; fi; }
state() { if active "$1"; then echo active; else echo inactive; fi; }
enabled() { if [ -f "$ROOT/etc/systemd/$1.disabled" ]; then echo disabled; else echo enabled; fi; }
change() {
  note "$verb" "$1"
  if [ "$1" = asperatrapd ]; then
    case "$verb" in
      stop) rm -f "$ROOT/run/asperatrapd" ;;
      *) : > "$ROOT/run/asperatrapd" ;;
    esac
    return 0
  fi
  "$ROOT/bin/sandbox-service" "$verb" > /dev/null 2>> "$ROOT/log/asperanoded.log" && return 0
  echo "Job for $1.service failed because the control process exited with error code." >&2
  echo "See \"systemctl status $1.service\" and \"journalctl -xeu $1.service\" for details." >&2
  return 1
}

if [ "$verb" = list-unit-files ]; then
  echo 'UNIT FILE           STATE    VENDOR PRESET'
  count=0
  for unit in asperanoded asperatrapd; do
    [ -z "$units" ] || case "$units " in *" $unit "*|*'*'*) ;; *) continue ;; esac
    printf '%-19s %-8s disabled\n' "$unit.service" "$(enabled $unit)"
    count=$((count + 1))
  done
  printf '\n%s unit files listed.\n' "$count"
  [ "$count" -gt 0 ]
  exit
fi

[ -n "$units" ] || { echo "systemctl: the stand-in does not know: $*" >&2; exit 1; }
status=0
for unit in $units; do
  case "$verb" in
    is-active) say "$(state "$unit")"; active "$unit" || status=3 ;;
    is-enabled)
      if ! known "$unit"; then
        echo "Failed to get unit file state for $unit.service: No such file or directory" >&2; status=1
      else
        say "$(enabled "$unit")"; [ "$(enabled "$unit")" = enabled ] || status=1
      fi ;;
    show)
      load=not-found; known "$unit" && load=loaded
      sub=dead; active "$unit" && sub=running
      pid=$(pid_of "$unit")
      for line in "Id=$unit.service" "LoadState=$load" "ActiveState=$(state "$unit")" "SubState=$sub" \
        "UnitFileState=$(if known "$unit"; then enabled "$unit"; fi)" "MainPID=${pid:-0}"; do
        case ",${properties:-${line%%=*}}," in *",${line%%=*},"*) printf '%s\n' "$line" ;; esac
      done ;;
    start|stop|restart|try-restart|reload|status|enable|disable)
      known "$unit" || { echo "Unit $unit.service could not be found." >&2; exit $([ "$verb" = status ] && echo 4 || echo 5); }
      case "$verb" in
        status)
          printf '* %s.service - IBM Aspera (stand-in)\n     Active: %s\n' "$unit" "$(state "$unit")"
          active "$unit" || status=3 ;;
        enable) mkdir -p "$ROOT/etc/systemd"; rm -f "$ROOT/etc/systemd/$unit.disabled"; note enable "$unit" ;;
        disable) mkdir -p "$ROOT/etc/systemd"; : > "$ROOT/etc/systemd/$unit.disabled"; note disable "$unit" ;;
        try-restart) if active "$unit"; then verb=restart; change "$unit" || status=1; fi ;;
        *) change "$unit" || status=1 ;;
      esac ;;
    *) echo "Unknown command verb $verb." >&2; exit 1 ;;
  esac
done
exit $status
