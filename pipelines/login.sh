#!/usr/bin/env bash
# Logs a job in: to AWS with the token that the pipeline's system signs for it, and to the server as the observer.
#
# usage: pipelines/login.sh FOLDER
#
#   FOLDER   where AWS's credentials file goes; made where it is not there
#
# environment:
#   AWS_ROLES           a line for each profile of the settings, `operator=arn:aws:iam::111122223333:role/aspera-look`
#   AWS_REGION          default us-east-1; another partition needs a region of its own
#   ID_TOKEN_FILE       the signed token, where it is in a file; default: asked of GitHub
#   OBSERVER_KEY        the observer's private key; left out, none is written
#   OBSERVER_KEY_FILE   where the settings expect it; default ~/.ssh/aspera-watch
#
# Prints a line for the environment of what follows, AWS_SHARED_CREDENTIALS_FILE=FOLDER/credentials. The sessions last an hour.
# A role that cannot be assumed is said, and left out: the checks of its stacks fail, and no others.
# exit code: 0 logged in, 1 not one role could be assumed, 2 wrong arguments.
set -euo pipefail
umask 077

folder=${1:?expected a folder for the credentials}
mkdir -p "$folder"
token=$(mktemp "$folder/token.XXXXXX")
trap 'rm -f "$token"' EXIT

# On standard input: what is in curl's arguments, every user of the machine may read.
github_token() {
  curl --fail --silent --show-error --max-time 60 --config - <<CURL | jq --exit-status --raw-output .value
url = "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com"
header = "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN"
CURL
}

if [ -n "${ID_TOKEN_FILE:-}" ]; then
  cat "$ID_TOKEN_FILE" >"$token"
elif [ -n "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then
  github_token >"$token"
else
  echo "login: expected ID_TOKEN_FILE, or a job of GitHub's, got neither" >&2
  echo "hint: on GitHub, give the job \`permissions: id-token: write\`; elsewhere docs/pipelines.md" >&2
  exit 1
fi

assume() {
  aws sts assume-role-with-web-identity --region "${AWS_REGION:-us-east-1}" --role-arn "$1" \
    --role-session-name aspera-pipeline --duration-seconds 3600 --web-identity-token "file://$token" \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text
}

credentials=$folder/credentials
: >"$credentials"
while IFS='=' read -r profile role; do
  [ -n "$profile" ] || continue
  if ! session=$(assume "$role"); then
    echo "login: expected to assume $role for profile $profile, and could not" >&2
    echo "hint: compare the role's trust with docs/pipelines.md: provider, audience and subject" >&2
    continue
  fi
  IFS=$'\t' read -r id secret session <<<"$session"
  printf '[%s]\naws_access_key_id=%s\naws_secret_access_key=%s\naws_session_token=%s\n' \
    "$profile" "$id" "$secret" "$session" >>"$credentials"
done <<<"${AWS_ROLES:?expected a line PROFILE=ROLE_ARN for each profile of the settings}"
[ -s "$credentials" ] || exit 1

if [ -n "${OBSERVER_KEY:-}" ]; then
  file=${OBSERVER_KEY_FILE:-$HOME/.ssh/aspera-watch}
  mkdir -p "$(dirname "$file")"
  printf '%s\n' "$OBSERVER_KEY" >"$file"
fi
echo "AWS_SHARED_CREDENTIALS_FILE=$credentials"
