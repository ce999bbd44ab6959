usage() {
  cat <<USAGE
usage: sh aws-cli.sh check | apply [--change] | undo

  check            what is there, what is missing, and what would refuse the link; changes nothing
  apply            makes role $ROLE_NAME in account $ACCOUNT; does nothing where it is there already, and
                   refuses one that differs
  apply --change   also changes a role that differs; run check first
  undo             removes that role, and with it the Aspera server's way in

Credentials: those of the AWS CLI, such as AWS_PROFILE=NAME, for account $ACCOUNT.
PERMISSIONS_BOUNDARY=ARN bounds the role by a managed policy of yours.

exit code: 0 as it should be, 1 something is missing, differs or was refused, 2 wrong arguments or credentials.
USAGE
}

# What nobody asked the person for.
export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off AWS_DEFAULT_REGION="$REGION" AWS_REGION="$REGION"
BOUNDARY=${PERMISSIONS_BOUNDARY-$BOUNDARY}
wrong=0
set -f

# A line of the report: state, what, words.
say() {
  printf '%-8s %-18s %s\n' "$1" "$2" "$3"
  case $1 in missing | differs | refuses) wrong=1 ;; esac
}

# Ends with a sentence and what to do about it.
stop() {
  printf 'aws-cli.sh: %s\nhint: %s\n' "$1" "$2" >&2
  exit "${3:-1}"
}

# Asks AWS: the answer as text in $answer, or what it said instead in $complaint.
ask() {
  complaint=''
  if answer=$(aws "$@" --output text 2>"$scratch"); then
    # Of a list of nothing, of a null.
    [ "$answer" != None ] || answer=''
    return 0
  fi
  answer=''
  complaint=$(tr '\n' ' ' <"$scratch" | sed 's/^ *//')
  return 1
}

# Whether the last complaint is that the credentials may not look.
denied() {
  case $complaint in *AccessDenied* | *UnauthorizedOperation* | *"(403)"*) return 0 ;; *) return 1 ;; esac
}

# Changes something, or ends.
change() {
  ask "$@" || case $complaint in
    *"Invalid principal"*) stop "$complaint" "the server's role must be there first: tell the operator" ;;
    *) stop "$complaint" "nothing after this was changed; correct it and run the same again" ;;
  esac
}

begin() {
  command -v aws >/dev/null 2>&1 ||
    stop "expected the AWS CLI on the PATH, found none" "https://docs.aws.amazon.com/cli has it; any version does" 2
  cd -P -- "$(dirname -- "$0")" || exit 2
  IFS= read -r external_id <external-id.txt ||
    stop "expected external-id.txt beside this script, found none" "keep the kit's files together" 2
  scratch=$(mktemp) || exit 2
  trap 'rm -f "$scratch"' EXIT
  trap 'exit 130' HUP INT TERM
  ask sts get-caller-identity --query Account ||
    stop "$complaint" "log in to account $ACCOUNT, or name your profile: AWS_PROFILE=NAME sh aws-cli.sh $1" 2
  [ "$answer" = "$ACCOUNT" ] ||
    stop "expected credentials for account $ACCOUNT, got those of account $answer" \
      "name the other profile: AWS_PROFILE=NAME sh aws-cli.sh $1" 2
}
