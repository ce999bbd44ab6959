# ---- An object of the proof's own: deleted, made, read back and deleted again ----------------------------
#
# Deleting is asked first, of a name that is not there: what may not be deleted is never made. Then nothing stays behind, and
# nobody's file is touched. A bucket that keeps versions shows itself there too, by the delete marker that it makes.

sub probe_own_object {
    my ($seen, $session) = @_;
    my $key = "$ask{prefix}aspera-proof-" . random_hex();
    my $ask = sub {    # told under the name of the question
        my ($question, $got) = @_;
        $seen->{$question} = outcome($got);
        $seen->{because}{$question} = because($got) if exists $seen->{because}{$question};
        @$seen{qw(keyAction keyArn)} = key_denied($got) if $seen->{keyAction} eq '';
        return $got;
    };
    my $marker = version_of($ask->('delete', s3($session, 'DELETE', $key)));
    return unless $seen->{delete} eq 'done';
    if (defined $marker && outcome(s3($session, 'DELETE', $key, versionId => $marker)) ne 'done') {
        $seen->{leavesVersions} = 'yes';    # and so would an object
        return;
    }
    return unless $ask{download} eq 'yes' && $seen->{upload} eq 'done' && $seen->{abort} eq 'done';

    # From here on whoever ends this run waits until the object is gone.
    my $told = 0;
    local @SIG{qw(HUP INT TERM ALRM)} = (sub { $told = 1 }) x 4;
    my $text = 'made by the proof of an Aspera link, which deletes it again: ' . random_hex();
    my $put = $ask->('put', aws(keys => $session, service => 's3', endpoint => $ask{storage}, method => 'PUT',
        path => "/$ask{bucket}/$key", headers => { 'content-type' => 'text/plain' }, body => $text));
    # Of an answer that got lost, or a fault of S3's own, nobody knows whether it made the object.
    if (defined $put->{failure} || $put->{status} !~ /\A[34]/) {
        if ($seen->{put} eq 'done' && !$told) {
            my $got = $ask->('get', s3($session, 'GET', $key));
            $seen->{get} = "other: HTTP $got->{status} with another content" if $seen->{get} eq 'done' && $got->{body} ne $text;
        }
        my $version = version_of($put);
        $seen->{removed} = removed($session, $key, defined $version ? (versionId => $version) : ());
    }
    exit 1 if $told;
}

# How the removal ended. It has time of its own: that of the proof may be over.
sub removed {
    my ($session, $key, @version) = @_;
    my ($proof_ends, $end) = ($fetch_until, time + 10);
    $fetch_until = $end if $fetch_until < $end;
    my $ended;
    for my $pause (0, 1, 2) {    # a right that was just given comes and goes for a while
        nap($pause);
        $ended = outcome(s3($session, 'DELETE', $key, @version));
        last if $ended eq 'done' || time > $end - 3;
    }
    $fetch_until = $proof_ends;
    return $ended;
}

# The version that an answer made, in a bucket that keeps versions or did once.
sub version_of { my ($got) = @_; return defined $got->{failure} ? undef : $got->{headers}{'x-amz-version-id'} }
