# What there is of the role. Sets
#   role     there, missing, elsewhere (another path) or unseen
#   trust    same, differs
#   rights   same, differs, missing or unseen
#   others   policies that are not the kit's, by name or ARN
#   bounded  the role's boundary, session its longest session, owner its CloudFormation stack
look_at_role() {
  role=there trust=differs rights=missing others='' bounded='' session='' owner='' ours=''
  # The trust is compared whole, but for the external ID: what stands in an argument can be read by others on this machine.
  if ! ask iam get-role --role-name "$ROLE_NAME" --query "Role.[Arn, MaxSessionDuration,
    PermissionsBoundary.PermissionsBoundaryArn, AssumeRolePolicyDocument | ($TRUST_IS_OURS),
    AssumeRolePolicyDocument | ($TRUST_SAYS)]"; then
    case $complaint in *NoSuchEntity*) role=missing ;; *) role=unseen ;; esac
    return
  fi
  # shellcheck disable=SC2086 # Words without blanks, and nothing is a pattern here.
  set -- $answer
  session=${2-}
  bounded=${3-}
  ours=${4-}
  [ "$bounded" != None ] || bounded=''
  [ "${5-}" != "=$external_id" ] || trust=same
  if [ "$1" != "$ROLE_ARN" ]; then
    role=elsewhere seen=$1
    return
  fi

  if ask iam get-role-policy --role-name "$ROLE_NAME" --policy-name "$POLICY_NAME" \
    --query "PolicyDocument | ($RIGHTS_SAY)"; then
    if [ "$answer" = True ]; then rights=same; else rights=differs; fi
  else
    rights=differs
    case $complaint in *NoSuchEntity*) rights=missing ;; esac
    if denied; then rights=unseen; fi
  fi

  look_at_others
  look_at_owner
}

# CloudFormation tells of any stack that holds the role, or at least of the one that README.md makes.
look_at_owner() {
  if ask cloudformation describe-stack-resources --physical-resource-id "$ROLE_NAME" \
    --query 'StackResources[0].StackName'; then
    owner=$answer
  elif ask cloudformation describe-stack-resources --stack-name "$STACK_NAME" \
    --query "StackResources[?PhysicalResourceId == '$ROLE_NAME'] | [0].StackName"; then
    owner=$answer
  fi
}

look_at_others() {
  if ask iam list-role-policies --role-name "$ROLE_NAME" --query "PolicyNames[?@ != '$POLICY_NAME']"; then
    others=$answer
  else
    others='(inline policies: not visible to these credentials)'
  fi
  if ask iam list-attached-role-policies --role-name "$ROLE_NAME" --query 'AttachedPolicies[].PolicyArn'; then
    others="$others${others:+ }$answer"
  else
    others="$others${others:+ }(managed policies: not visible to these credentials)"
  fi
  others=$(printf %s "$others" | tr '\t\n' '  ' | sed 's/ *$//')
}
