case "${1-} ${2-}" in
  'check ' | 'apply ' | 'apply --change' | 'undo ')
    [ $# -le 2 ] || {
      usage >&2
      exit 2
    }
    begin "$1"
    "$1" "${2-}"
    exit "$wrong"
    ;;
  '-h ' | '--help ' | 'help ') usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
