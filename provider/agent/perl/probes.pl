# ---- Probes: one question each to the metadata service, STS and S3 --------------------------------------

# How a probe ended, in one word or with what came instead: "refused" is AWS's own AccessDenied and nothing else.
sub outcome {
    my ($got) = @_;
    return "unreachable: $got->{failure}" if defined $got->{failure};
    return 'done' if $got->{status} =~ /\A2/;
    my $code = error_code($got);
    return 'refused' if $got->{status} == 403 && $code eq 'AccessDenied';
    return "other: HTTP $got->{status}" . ($code eq '' ? '' : " $code");
}

sub error_code { my ($got) = @_; return $got->{body} =~ m{<Code>\s*([A-Za-z0-9.]{1,80})\s*</Code>} ? $1 : '' }

# Which kind of policy refused, where AWS tells it; the rest of its message is not passed on. Both forms of IAM's
# "Troubleshoot access denied error messages"; since January 2026 the policy's ARN may follow.
my $POLICY = qr/(?:[A-Za-z][A-Za-z -]{0,40} policy|permissions boundary)/;

sub because {
    my ($got) = @_;
    return '' unless outcome($got) eq 'refused';
    (my $text = $got->{body}) =~ s/&quot;/"/g;
    $text =~ s/\s+/ /g;
    my $implicit = qr/because no $POLICY allows the [a-z0-9-]{1,40}:[A-Za-z0-9*]{1,80} action/;
    my ($reason, $more) = $text =~ /\b($implicit|with an explicit deny in an? $POLICY)\b([^<]{0,400})/ or return '';
    return $more =~ /\A[\s:,("'-]*(?:(?:with )?ARN:? )?["']?(arn:[a-z-]+:(?:iam|organizations|ec2|s3|kms):[\w:\/+=,.\@-]{1,300}[\w])/i ? "$reason: $1" : $reason;
}

# The KMS action that was refused, and the key, where S3 passes on the refusal of a bucket's key. S3 asks KMS as the caller, so
# the message names what was asked of KMS, not what was asked of S3.
sub key_denied {
    my ($got) = @_;
    return ('', '') unless outcome($got) eq 'refused';
    (my $text = $got->{body}) =~ s/&quot;/"/g;
    $text =~ s/\s+/ /g;
    my $action = qr/kms:[A-Za-z]{1,40}/;
    my $key    = qr{arn:[a-z-]{1,20}:kms:[a-z0-9-]{1,40}:[0-9]{12}:key/[a-z0-9-]{1,64}};
    return ($1, $2) if $text =~ /\bnot authorized to perform:? ?($action) on resource:? "?($key)/;
    return ($1, '') if $text =~ /\bnot authorized to perform:? ?($action)\b/ || $text =~ /because no $POLICY allows the ($action) action/;
    return ('', '');
}

# The instance's own credentials.
sub instance_credentials {
    my ($way, $ask) = metadata_service(3);
    my $roles = $ask->('meta-data/iam/security-credentials/');
    return { metadata => 'off' } if defined $roles->{failure} || $roles->{status} !~ /\A(?:200|404)\z/;
    my $seen = { metadata => $way, region => instance_region($ask) };
    my ($name) = $roles->{status} == 200 ? $roles->{body} =~ m{\A\s*([\w+=,.\@-]{1,64})\s*(?:\n|\z)} : ();
    return $seen unless defined $name;
    my $got = $ask->("meta-data/iam/security-credentials/$name");
    my $field = sub { my ($key) = @_; my ($text) = ($got->{body} || '') =~ /"$key"\s*:\s*"([^"]*)"/; $text =~ s{\\/}{/}g if defined $text; return $text };
    my $code = $field->('Code');
    $seen->{role} = $name;
    if (!defined $code || $code ne 'Success') { $seen->{trouble} = defined $code && $code =~ /\A(\w{1,80})\z/ ? $1 : outcome($got) }
    else { $seen->{keys} = { id => $field->('AccessKeyId'), secret => $field->('SecretAccessKey'), token => $field->('Token') } }
    return $seen;
}

sub instance_region {
    my ($ask) = @_;
    my $got = $ask->('meta-data/placement/region');
    return $1 if !defined $got->{failure} && $got->{status} == 200 && $got->{body} =~ /\A\s*([a-z0-9-]{1,40})\s*\z/;
    $got = $ask->('meta-data/placement/availability-zone');    # older; us-east-1a, us-west-2-lax-1a
    return !defined $got->{failure} && $got->{status} == 200 && $got->{body} =~ /\A\s*([a-z]+(?:-[a-z]+)+-[0-9]+)/ ? $1 : '';
}

sub sts {
    my ($keys, %fields) = @_;
    return aws(keys => $keys, service => 'sts', endpoint => $ask{sts}, method => 'POST', path => '/',
        headers => { 'content-type' => 'application/x-www-form-urlencoded' }, body => query_of(Version => '2011-06-15', %fields));
}

sub assume {    # with an external ID, or with none
    my ($keys, $id) = @_;
    return sts($keys, Action => 'AssumeRole', RoleArn => $ask{'bucket-role'}, RoleSessionName => $ask{'session-name'}, DurationSeconds => 900,
        ($ask{'session-policy'} eq '' ? () : (Policy => $ask{'session-policy'})), defined $id && $id ne '' ? (ExternalId => $id) : ());
}

sub s3 {
    my ($keys, $method, $key, @query) = @_;
    return aws(keys => $keys, service => 's3', endpoint => $ask{storage}, method => $method,
        path => "/$ask{bucket}" . (defined $key ? "/$key" : ''), query => query_of(@query));
}

sub list_below { my ($keys, $prefix) = @_; return s3($keys, 'GET', undef, 'list-type' => 2, 'max-keys' => 1, 'prefix' => $prefix) }

# Where S3 says that the bucket is, or ''.
sub bucket_region {
    my (@answers) = @_;
    for my $got (@answers) {
        next if !$got || defined $got->{failure};
        my $region = $got->{headers}{'x-amz-bucket-region'};
        ($region) = $got->{body} =~ m{<Region>([a-z0-9-]{1,40})</Region>} unless defined $region;
        return $region if defined $region && $region =~ /\A[a-z0-9-]{1,40}\z/;
    }
    return '';
}

# Seconds that this server's clock is ahead of the answer's; undef without a date.
sub clock_skew {
    my ($got, $before, $after) = @_;
    my %month; @month{qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)} = 1 .. 12;
    my ($d, $m, $y, $H, $M, $S) = ($got->{headers}{date} || '') =~ /([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT/ or return undef;
    return undef unless $month{$m};
    my ($year, $month) = $month{$m} > 2 ? ($y, $month{$m} - 3) : ($y - 1, $month{$m} + 9);    # a year that begins in March
    my $days = 365 * $year + int($year / 4) - int($year / 100) + int($year / 400) + int((153 * $month + 2) / 5) + $d - 1 - 719468;
    return int(($before + $after) / 2) - ($days * 86400 + $H * 3600 + $M * 60 + $S);
}

sub random_hex {
    open my $source, '<:raw', '/dev/urandom' or refuse("/dev/urandom cannot be read ($!)", 'see the permissions of /dev on the server');
    sysread $source, my $bytes, 16;
    return unpack 'H*', $bytes;
}
