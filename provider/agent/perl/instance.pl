# ---- The instance metadata service: which instance this is -------------------------------------------------

# How it is asked, IMDSv2, then v1: ("v2" or "v1", what fetches a path); the wait is for one question, in seconds.
sub metadata_service {
    my ($seconds) = @_;
    my $base  = "$ask{metadata}/latest";
    my $token = fetch('PUT', "$base/api/token", ['X-aws-ec2-metadata-token-ttl-seconds: 60', 'Content-Length: 0'], undef, $seconds);
    my $way   = !defined $token->{failure} && $token->{status} == 200 ? 'v2' : 'v1';
    my @with  = $way eq 'v2' ? "X-aws-ec2-metadata-token: $token->{body}" : ();
    return ($way, sub { my ($path) = @_; return fetch('GET', "$base/$path", [@with], undef, $seconds) });
}

# The id of this EC2 instance; '' where it is not asked for, or nobody tells it within a moment.
sub instance_id {
    return '' if $ask{metadata} eq '';
    my (undef, $ask) = metadata_service(1);
    my $got = $ask->('meta-data/instance-id');
    return !defined $got->{failure} && $got->{status} == 200 && $got->{body} =~ /\A\s*(i-[0-9a-z-]{1,64})\s*\z/ ? $1 : '';
}
