#!/usr/bin/env bash
# Checks stacks for drift, and keeps the document of `npm run drift -- --json`. Changes no state.
#
# usage: pipelines/drift.sh FILE STACK...
#
#   FILE    where the document goes (docs/drift.md); written whole, or not at all
#   STACK   a stack of this project; several are checked side by side
#
# exit code: that of the check: 0 all clean or gone, 7 drift, 1 a check could not be made, 2 wrong arguments.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: pipelines/drift.sh FILE STACK..." >&2
  exit 2
fi
file=$1
shift

document=$(mktemp "$file.XXXXXX")
trap 'rm -f "$document"' EXIT
wanted=()
for stack; do wanted+=(--stack "$stack"); done

code=0
npm run --silent drift -- "${wanted[@]}" --json >"$document" || code=$?
if jq --exit-status '.version == 1' "$document" >/dev/null; then mv "$document" "$file"; fi
exit "$code"
