#!/usr/bin/env bash
# Previews stacks, and writes what `up` would change as Markdown, for a comment. Changes nothing.
#
# usage: pipelines/preview.sh FILE STACK...
#
#   FILE    where the Markdown goes; written whole, or not at all
#   STACK   a stack of this project; several are previewed one after another
#
# exit code: 0 every preview could be made, whatever it would change; 1 one could not; 2 wrong arguments.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: pipelines/preview.sh FILE STACK..." >&2
  exit 2
fi
file=$1
shift

# GitHub takes 65,536 characters, of which each stack has its share, 250 of them for its heading; the rest is in the job's log.
room=$((64000 / $# - 250))
if [ "$room" -lt 0 ]; then room=0; fi
said=$(mktemp)
page=$(mktemp "$file.XXXXXX")
trap 'rm -f "$said" "$page"' EXIT

# In a fence that the text cannot close: nothing in it is a link, a mention or a picture. From a file: `--raw-input --slurp` of
# jq 1.6 breaks a letter of two bytes at its buffer's end.
section() {
  jq --null-input --raw-output --rawfile said "$said" --arg stack "$1" --arg words "$2" --argjson room "$room" '
    $said | gsub("~~~~~~~~"; "~~~~ ~~~~")
    | (if length > $room then .[0:$room] + "\n(cut off: the whole of it is in the log)\n" else . end) as $text
    | "<details><summary><b>\($stack)</b>: \($words)</summary>\n\n~~~~~~~~\n\($text)\n~~~~~~~~\n\n</details>\n"
  '
}

worst=0
for stack; do
  code=0
  PULUMI_RUN_PROGRAM=true pulumi preview --stack "$stack" --diff --non-interactive --color never --expect-no-changes \
    >"$said" 2>&1 || code=$?
  printf '%s\n' "--- $stack" && cat "$said"
  case $code in
    0) words="no changes" ;;
    7) words="would change" ;;
    *) words="the preview could not be made" && worst=1 ;;
  esac
  section "$stack" "$words" >>"$page"
done
mv "$page" "$file"
exit "$worst"
