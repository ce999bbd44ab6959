# ---- What a request for a proof holds beside the common keys ---------------------------------------------

# Endpoints come from here and never from the server's environment: a proxy or AWS_ENDPOINT_URL of the login is not asked.
my $ENDPOINT = qr{\A(?:https?://[A-Za-z0-9.:\[\]-]{1,253})?\z};
%REQUEST = (%REQUEST,
    'metadata'       => [$ENDPOINT, 'an address without path', ''],
    'instance'       => [qr/\A(?:i-[0-9a-z-]{1,64})?\z/, 'the id of an instance', ''],    # the one whose docroot is to be closed
    'sts'            => [$ENDPOINT, 'an address without path', ''],
    'storage'        => [$ENDPOINT, 'an address without path', ''],
    'region'         => [qr/\A[a-z0-9-]{0,40}\z/, 'a region', ''],
    'server-role'    => [qr{\A(?:arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\x21-\x7e]{1,600})?\z}, 'the ARN of a role', ''],
    'bucket-role'    => [qr{\A(?:arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\x21-\x7e]{1,600})?\z}, 'the ARN of a role', ''],
    'bucket'         => [qr/\A[A-Za-z0-9._-]{0,63}\z/, 'the name of a bucket', ''],
    'prefix'         => [qr{\A(?:[^\x00-\x1f\x7f]{0,767}/)?\z}, 'a folder that ends with a slash', ''],
    'session-name'   => [qr/\A[A-Za-z0-9_+=,.\@-]{2,64}\z/, 'a session name', 'aspera-proof'],
    'session-policy' => [qr/\A[^\x00-\x1f\x7f]{0,4096}\z/, 'a policy', ''],    # STS counts its characters
    'list'           => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],    # does the role hold the right to list?
    'upload'         => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],    # ... to upload?
    'download'       => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],    # read an object of the proof's own, if it can be made and deleted?
    'delete'         => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],    # delete one?
    'refusals'       => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],    # ask for what must be refused, too?
    'proof-wait'     => [qr/\A[0-9]{1,3}\z/, 'seconds', 40],        # for the whole proof
);
