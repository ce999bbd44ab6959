undo() {
  look_at_role
  case $role in
    missing)
      say ok role "there is no $ROLE_NAME: nothing was changed"
      return
      ;;
    unseen) stop "role $ROLE_NAME cannot be looked at: $complaint" "deployer-rights.json has the rights that undo needs" ;;
    elsewhere) stop "expected role $ROLE_ARN, got $seen" "that is another role; it was not touched" ;;
  esac
  [ -z "$owner" ] ||
    stop "role $ROLE_NAME belongs to CloudFormation stack $owner" "aws cloudformation delete-stack --stack-name $owner"
  [ "$ours" = True ] ||
    stop "role $ROLE_NAME does not trust an Aspera server, so it is not this kit's" "aws iam get-role --role-name $ROLE_NAME"
  [ -z "$others" ] ||
    stop "role $ROLE_NAME has policies that are not this kit's: $others" \
      "take them off (aws iam delete-role-policy, aws iam detach-role-policy), then run undo again"
  if [ "$rights" != missing ]; then
    change iam delete-role-policy --role-name "$ROLE_NAME" --policy-name "$POLICY_NAME"
    say removed rights "inline policy $POLICY_NAME"
  fi
  change iam delete-role --role-name "$ROLE_NAME"
  say removed role "$ROLE_ARN: the Aspera server cannot reach the bucket any more"
}
