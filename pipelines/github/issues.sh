#!/usr/bin/env bash
# Keeps one open issue for each stack that drifts: opens it, writes it anew at each look, closes it when the stack is clean.
#
# usage: pipelines/github/issues.sh FOLDER STACK...
#
#   FOLDER   the documents of drift.sh, NAME.json
#   STACK    every stack that was to be looked at: one that is in no document could not be looked at
#
# environment: GH_TOKEN with `issues: write`, GH_REPO or a checkout; RUN_URL, where the log is.
# exit code: 0 every stack was looked at, 1 one was not, or GitHub refused, 2 wrong arguments.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: pipelines/github/issues.sh FOLDER STACK..." >&2
  exit 2
fi
folder=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
# Below it in an issue stands what was last seen, which stays when the stack could not be looked at.
seen='<!-- aspera: last seen -->'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/each"
for file in "$folder"/*.json; do
  if [ -e "$file" ] && ! jq '.stacks[]' "$file" >>"$work/each"; then
    echo "issues: expected a drift document in $file, got what jq cannot read" >&2
  fi
done
jq --slurp . "$work/each" >"$work/checks"
gh issue list --label drift --state open --limit 1000 --json number,body >"$work/open"

# The oldest open issue that is this stack's: its number, or nothing.
issue_of() {
  jq --raw-output --arg marker "<!-- aspera: drift of $1 -->" \
    '[.[] | select(.body | contains($marker))] | min_by(.number) | .number // empty' "$work/open"
}

# The text of an issue: $2 is said first, then what was last seen.
body() {
  printf '<!-- aspera: drift of %s -->\n%s\n\n[Log](%s)\n\n%s\n' "$1" "$2" "$RUN_URL" "$seen"
  cat "$work/seen"
}

worst=0
for stack; do
  jq --arg stack "$stack" '[.[] | select(.stack == $stack)] | first' "$work/checks" >"$work/check"
  verdict=$(jq --raw-output '.verdict // "failed"' "$work/check")
  number=$(issue_of "$stack")
  case $verdict,${number:+open} in
    drift,*)
      jq --raw-output --from-file "$here/seen.jq" "$work/check" >"$work/seen"
      body "$stack" "Stack \`$stack\` is not as it should be." >"$work/body"
      if [ -n "$number" ]; then
        gh issue edit "$number" --body-file "$work/body" >/dev/null && echo "$stack: drift, issue $number is up to date"
      else
        gh label create drift --description "A stack is not as it should be" --force >/dev/null
        echo "$stack: drift, $(gh issue create --title "Drift: $stack" --label drift --body-file "$work/body")"
      fi
      ;;
    clean,open | gone,open)
      gh issue close "$number" --comment "Stack \`$stack\` is $verdict: [log]($RUN_URL)." >/dev/null
      echo "$stack: $verdict, issue $number is closed"
      ;;
    clean, | gone,) echo "$stack: $verdict" ;;
    *)
      worst=1
      why=$(jq --raw-output '.failure // "no check was made: the log says why"' "$work/check")
      echo "$stack: could not be looked at: $why"
      [ -n "$number" ] || continue
      jq --join-output --argjson number "$number" --arg seen "$seen" \
        '.[] | select(.number == $number) | .body | split($seen)[1:] | join($seen) | sub("^\r?\n"; "")' "$work/open" >"$work/seen"
      why=$(jq --null-input --raw-output --arg why "${why:0:4000}" \
        '$why | gsub("~~~~~~~~"; "~~~~ ~~~~") | "could not be looked at. What is below was seen before.\n\n~~~~~~~~\n\(.)\n~~~~~~~~"')
      body "$stack" "Stack \`$stack\` $why" >"$work/body"
      gh issue edit "$number" --body-file "$work/body" >/dev/null
      ;;
  esac
done
exit "$worst"
