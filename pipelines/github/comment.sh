#!/usr/bin/env bash
# Puts a text under a pull request: its one comment of ours is written anew, or the first one is made.
#
# usage: pipelines/github/comment.sh NUMBER FILE
#
#   NUMBER   the pull request's
#   FILE     the text, as preview.sh writes it; where it is not there, or a link to another file, the comment says so
#
# environment: GH_TOKEN with `pull-requests: write`, GITHUB_REPOSITORY; RUN_URL, where the log is.
# exit code: 0 it is there, 1 it is not, 2 wrong arguments.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: pipelines/github/comment.sh NUMBER FILE" >&2
  exit 2
fi
number=$1
file=$2
marker='<!-- aspera: preview -->'
comments=repos/$GITHUB_REPOSITORY/issues/$number/comments

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  printf '%s\n### What an up would change\n\n' "$marker"
  if [ -s "$file" ] && [ ! -L "$file" ]; then cat "$file"; else echo "No preview could be made."; fi
  printf '\n[Log](%s)\n' "$RUN_URL"
} >"$body"

# Anybody may write our marker under a pull request: only the pipeline's own comment is ours.
ours=$(gh api --paginate "$comments" --jq ".[] | select(.user.login == \"github-actions[bot]\") | select(.body | startswith(\"$marker\")) | .id")
first=${ours%%$'\n'*}
if [ -n "$first" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$first" --field body=@"$body" --jq .html_url
else
  gh api --method POST "$comments" --field body=@"$body" --jq .html_url
fi
