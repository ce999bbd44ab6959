# ---- Signing: AWS Signature Version 4 -------------------------------------------------------------------
#
# "Create a signed AWS API request" (IAM User Guide). curl signs only from 7.75 on, and openssl would show keys in argv.

sub hex_sha256 { my ($bytes) = @_; return unpack 'H*', sha256($bytes) }

sub hmac_sha256 {    # RFC 2104
    my ($key, $text) = @_;
    $key = sha256($key) if length $key > 64;
    $key .= "\0" x (64 - length $key);
    return sha256(($key ^ ("\x5c" x 64)) . sha256(($key ^ ("\x36" x 64)) . $text));
}

sub uri_encoded {
    my ($bytes, $also) = @_;
    my $plain = defined $also ? "A-Za-z0-9._~$also-" : 'A-Za-z0-9._~-';
    $bytes =~ s/([^$plain])/sprintf '%%%02X', ord $1/ge;
    return $bytes;
}

sub query_of {    # pairs -> a query, or the body of a form
    my (@pairs) = @_;
    my @parts;
    while (my ($key, $value) = splice @pairs, 0, 2) { push @parts, uri_encoded($key) . '=' . uri_encoded($value) }
    return join '&', sort @parts;
}

# call: {keys: {id, secret, token}, service, endpoint, method, path (plain), query (encoded), body, headers: {lower: value}, at}
# -> (url, header lines)
sub signed {
    my ($call) = @_;
    my ($scheme, $host) = $call->{endpoint} =~ m{\A(https?)://(.+)\z};
    $host =~ s/:80\z//  if $scheme eq 'http';     # curl leaves a usual port out of Host, and Host is signed
    $host =~ s/:443\z// if $scheme eq 'https';
    my @now  = gmtime(defined $call->{at} ? $call->{at} : time);
    my $day  = sprintf '%04d%02d%02d', $now[5] + 1900, $now[4] + 1, $now[3];
    my $time = sprintf '%sT%02d%02d%02dZ', $day, @now[2, 1, 0];
    my $body_hash = hex_sha256(defined $call->{body} ? $call->{body} : '');
    my %headers = (%{ $call->{headers} || {} }, 'host' => $host, 'x-amz-date' => $time);
    $headers{'x-amz-security-token'} = $call->{keys}{token} if defined $call->{keys}{token};
    $headers{'x-amz-content-sha256'} = $body_hash if $call->{service} eq 's3';
    my @names = sort keys %headers;
    my $path  = uri_encoded($call->{path}, '/');
    my $query = defined $call->{query} ? $call->{query} : '';
    my $canonical = join "\n", $call->{method}, $path, $query, map({ "$_:$headers{$_}" } @names), '', join(';', @names), $body_hash;
    my $scope = "$day/$ask{region}/$call->{service}/aws4_request";
    my $key = "AWS4$call->{keys}{secret}";
    $key = hmac_sha256($key, $_) for split m{/}, $scope;
    my $signature = unpack 'H*', hmac_sha256($key, join "\n", 'AWS4-HMAC-SHA256', $time, $scope, hex_sha256($canonical));
    return ($call->{endpoint} . $path . ($query eq '' ? '' : "?$query"),
        map({ "$_: $headers{$_}" } grep { $_ ne 'host' } @names),
        "Authorization: AWS4-HMAC-SHA256 Credential=$call->{keys}{id}/$scope, SignedHeaders=" . join(';', @names) . ", Signature=$signature");
}

# Signs and fetches.
sub aws {
    my (%call) = @_;
    my ($url, @headers) = signed(\%call);
    push @headers, 'Content-Length: 0' if $call{method} eq 'POST' && !defined $call{body};
    return fetch($call{method}, $url, \@headers, $call{body}, 8);
}
