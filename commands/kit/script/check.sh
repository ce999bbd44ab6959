check() {
  look_at_role
  case $role in
    unseen) say refuses role "cannot be looked at: $complaint" ;;
    missing) say missing role "$ROLE_ARN: sh aws-cli.sh apply makes it" ;;
    elsewhere) say differs role "$ROLE_ARN is expected, $seen is there" ;;
    there)
      say ok role "$ROLE_ARN${owner:+, of CloudFormation stack $owner}"
      case $trust in
        same) say ok trust "$SERVER_ROLE_ARN alone, with the external ID" ;;
        *) say differs trust "not what trust-policy.json says: aws iam get-role --role-name $ROLE_NAME" ;;
      esac
      case $rights in
        same) say ok rights "inline policy $POLICY_NAME, as rights-policy.json says" ;;
        missing) say missing rights "inline policy $POLICY_NAME: sh aws-cli.sh apply puts it" ;;
        unseen) say unseen rights "$complaint" ;;
        *) say differs rights "not what rights-policy.json says: aws iam get-role-policy --role-name $ROLE_NAME --policy-name $POLICY_NAME" ;;
      esac
      [ -z "$others" ] || say differs 'other policies' "$others: the Aspera server would have these rights too"
      [ "$session" = "$MAX_SESSION" ] || say differs session "expected $MAX_SESSION s, got $session s"
      check_boundary
      check_simulated
      ;;
  esac
  check_bucket
  check_organization
}

check_boundary() {
  if [ -n "$BOUNDARY" ] && [ "$bounded" != "$BOUNDARY" ]; then
    say differs boundary "expected $BOUNDARY, got ${bounded:-none}"
  elif [ -n "$bounded" ]; then
    say ok boundary "$bounded: it must allow what rights-policy.json does"
  fi
}

# What IAM's simulator says of the rights. It does not know the conditions of a service control policy, so what it says of
# those is for a person to judge.
check_simulated() {
  organization='' role_itself=''
  if ! simulate "$BUCKET_ACTIONS" "$BUCKET_ARN" || ! simulate "$OBJECT_ACTIONS" "$OBJECTS_ARN"; then
    say unseen 'service control' "$complaint"
    return
  fi
  if [ -n "$organization" ]; then
    say note 'service control' "a service control policy may deny$organization: see that $ROLE_ARN is exempt, or allowed"
  else
    say ok 'service control' "no service control policy denies anything"
  fi
  [ -z "$role_itself" ] || say refuses 'denied' "the role's boundary or another policy of it denies$role_itself"
}

# Adds to $organization and $role_itself which of the actions are denied. Arguments: actions, resource.
simulate() {
  [ -n "$1" ] || return 0
  # shellcheck disable=SC2086 # Names of actions, one word each.
  ask iam simulate-principal-policy --policy-source-arn "$ROLE_ARN" --action-names $1 --resource-arns "$2" \
    --context-entries "[{\"ContextKeyName\":\"aws:ResourceAccount\",\"ContextKeyValues\":[\"$ACCOUNT\"],\"ContextKeyType\":\"string\"}]" \
    --query 'EvaluationResults | [
      join(`","`, [`"organization"`, [?OrganizationsDecisionDetail.AllowedByOrganizations == `false`].EvalActionName][]),
      join(`","`, [`"role"`, [?OrganizationsDecisionDetail.AllowedByOrganizations != `false` &&
        (EvalDecision == `"explicitDeny"` ||
          PermissionsBoundaryDecisionDetail.AllowedByPermissionsBoundary == `false`)].EvalActionName][])]' ||
    return 1
  for denied in $answer; do
    case $denied in
      organization,*) organization="$organization ${denied#*,}" ;;
      role,*) role_itself="$role_itself ${denied#*,}" ;;
    esac
  done
}

# A resource control policy stands in the organization's account; members may rarely look.
check_organization() {
  target=$ACCOUNT found=''
  while [ -n "$target" ]; do
    if ! ask organizations list-policies-for-target --target-id "$target" --filter RESOURCE_CONTROL_POLICY \
      --query "Policies[?Name != 'RCPFullAWSAccess'].Name"; then
      case $complaint in
        *NotInUse*) say ok 'resource control' "this account is in no organization" ;;
        *) say unseen 'resource control' "not visible from here: who runs your organization knows whether README.md's exemption is needed" ;;
      esac
      return
    fi
    found="$found${answer:+ $answer}"
    case $target in r-*) break ;; esac
    ask organizations list-parents --child-id "$target" --query 'Parents[0].Id' || break
    target=$answer
  done
  if [ -n "$found" ]; then
    say note 'resource control' "see that account $SERVER_ACCOUNT is exempt (README.md) in:$(printf %s "$found" | tr '\t\n' '  ')"
  else
    say ok 'resource control' "no resource control policy"
  fi
}
