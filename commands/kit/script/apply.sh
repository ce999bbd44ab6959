apply() {
  look_at_role
  case $role in
    unseen) stop "role $ROLE_NAME cannot be looked at: $complaint" "deployer-rights.json has the rights that apply needs" ;;
    elsewhere) stop "expected role $ROLE_ARN, got $seen" "remove that role, or ask the operator for another name" ;;
    missing) make_role ;;
    there) settle_role "$1" ;;
  esac
  printf 'next: sh aws-cli.sh check\n'
}

make_role() {
  set -- --role-name "$ROLE_NAME" --path "$ROLE_PATH" --description "$DESCRIPTION" \
    --max-session-duration "$MAX_SESSION" --assume-role-policy-document file://trust-policy.json
  [ -z "$BOUNDARY" ] || set -- "$@" --permissions-boundary "$BOUNDARY"
  [ -z "$TAGS" ] || set -- "$@" --tags "$TAGS"
  change iam create-role "$@" --query Role.Arn
  say made role "$answer"
  put_rights
}

put_rights() {
  change iam put-role-policy --role-name "$ROLE_NAME" --policy-name "$POLICY_NAME" \
    --policy-document file://rights-policy.json
  say made rights "inline policy $POLICY_NAME"
}

# A role of the name that is there. Nothing that it may, or who may assume it, changes without a word of consent.
settle_role() {
  [ -z "$others" ] ||
    stop "role $ROLE_NAME has other policies, which the Aspera server would have too: $others" \
      "take them off (aws iam delete-role-policy, aws iam detach-role-policy), or ask the operator for another role name"
  [ "$rights" != unseen ] || stop "the rights of role $ROLE_NAME cannot be looked at: $complaint" "allow iam:GetRolePolicy"
  bounds=same
  if [ -n "$BOUNDARY" ] && [ "$bounded" != "$BOUNDARY" ]; then bounds=differs; fi
  differing=''
  [ "$trust" = same ] || differing="$differing trust"
  [ "$rights" != differs ] || differing="$differing rights"
  [ "$session" = "$MAX_SESSION" ] || differing="$differing session"
  [ "$bounds" = same ] || differing="$differing boundary"
  if [ -z "$differing" ] && [ "$rights" = same ]; then
    say ok role "$ROLE_ARN is as it should be: nothing was changed"
    return
  fi
  [ -z "$owner" ] ||
    stop "role $ROLE_NAME belongs to CloudFormation stack $owner and differs from this kit:${differing:- rights missing}" \
      "deploy cloudformation.yaml to that stack (README.md)"
  if [ -n "$differing" ] && [ "$1" != --change ]; then
    stop "role $ROLE_NAME is there and differs from this kit:$differing" \
      "look at it (sh aws-cli.sh check); sh aws-cli.sh apply --change makes it what this kit says"
  fi
  # Whoever is trusted wrongly goes before anything is granted.
  if [ "$bounds" = differs ]; then
    change iam put-role-permissions-boundary --role-name "$ROLE_NAME" --permissions-boundary "$BOUNDARY"
    say changed boundary "$BOUNDARY"
  fi
  if [ "$trust" != same ]; then
    change iam update-assume-role-policy --role-name "$ROLE_NAME" --policy-document file://trust-policy.json
    say changed trust "$SERVER_ROLE_ARN alone, with the external ID"
  fi
  [ "$rights" = same ] || put_rights
  if [ "$session" != "$MAX_SESSION" ]; then
    change iam update-role --role-name "$ROLE_NAME" --description "$DESCRIPTION" --max-session-duration "$MAX_SESSION"
    say changed session "$MAX_SESSION s"
  fi
}
