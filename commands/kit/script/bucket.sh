check_bucket() {
  if ! ask s3api get-bucket-location --bucket "$BUCKET" --expected-bucket-owner "$ACCOUNT" --query LocationConstraint; then
    case $complaint in
      *NoSuchBucket*) say missing bucket "there is no $BUCKET: make it in $REGION" ;;
      *) say refuses bucket "$BUCKET is not this account's, or may not be looked at: $complaint" ;;
    esac
    return
  fi
  # S3's names for its two oldest regions.
  case $answer in '') answer=us-east-1 ;; EU) answer=eu-west-1 ;; esac
  if [ "$answer" = "$REGION" ]; then
    say ok bucket "$BUCKET in $REGION"
  else
    say refuses bucket "$BUCKET is in $answer; the Aspera server reaches buckets in $REGION: tell the operator"
  fi
  check_bucket_policy
  check_public_access
  check_encryption
}

check_bucket_policy() {
  if ! ask s3api get-bucket-policy --bucket "$BUCKET" --query Policy; then
    case $complaint in
      *NoSuchBucketPolicy*) say ok 'bucket policy' none ;;
      *) say unseen 'bucket policy' "$complaint" ;;
    esac
    return
  fi
  case $(printf %s "$answer" | tr -d ' \t\r\n') in
    *'"Effect":"Deny"'*)
      case $answer in
        *"$ROLE_ARN"*) say note 'bucket policy' "denies, and names the role: see that it is exempt (README.md)" ;;
        *) say note 'bucket policy' "denies something: see that $ROLE_ARN is exempt where it must be (README.md)" ;;
      esac
      ;;
    *) say ok 'bucket policy' "denies nothing" ;;
  esac
}

# The link needs nothing to be public, so no block of public access is ever in its way.
check_public_access() {
  if ask s3api get-public-access-block --bucket "$BUCKET" \
    --query 'PublicAccessBlockConfiguration.[BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets]'; then
    case $answer in
      *False*) say note 'public access' "not blocked altogether; the link does not need any" ;;
      *) say ok 'public access' "blocked, which the link does not mind" ;;
    esac
  else
    case $complaint in
      *NoSuchPublicAccessBlock*) say note 'public access' "not blocked on the bucket; the link does not need any" ;;
      *) say unseen 'public access' "$complaint" ;;
    esac
  fi
}

check_encryption() {
  if ! ask s3api get-bucket-encryption --bucket "$BUCKET" \
    --query 'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.[SSEAlgorithm, KMSMasterKeyID]'; then
    say unseen encryption "$complaint"
    return
  fi
  # shellcheck disable=SC2086 # Words without blanks.
  set -- $answer
  key=${2-None}
  case ${1-}:$key in
    aws:kms*:None | aws:kms*:*alias/aws/s3) say ok encryption "AWS's own key for S3" ;;
    aws:kms*)
      if [ -n "$KEY_ARN" ] && { [ "$key" = "$KEY_ARN" ] || [ "$key" = "${KEY_ARN##*/}" ]; }; then
        say ok encryption "key $key, which the rights include"
        check_key_policy
      else
        say refuses encryption "key $key is not among the rights, so files could not be encrypted: tell the operator its ARN"
      fi
      ;;
    *) say ok encryption "no key of your own" ;;
  esac
}

check_key_policy() {
  if ! ask kms get-key-policy --key-id "$KEY_ARN" --policy-name default --query Policy; then
    say unseen 'key policy' "$complaint"
  else
    case $answer in
      *"$ROLE_ARN"* | *":$ACCOUNT:root"*) say ok 'key policy' "names the role or leaves it to IAM; README.md has the statement" ;;
      *) say refuses 'key policy' "does not let the role use the key: add the statement in README.md" ;;
    esac
  fi
}
