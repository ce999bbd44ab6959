# ---- prove: the link, shown with the server's own credentials; leaves nothing behind ----------------------------

sub prove {
    end_when_told(300);
    for my $key (qw(metadata sts storage region server-role bucket)) {
        refuse("prove needs `$key`", $SENT_BY) if $ask{$key} eq '';
    }
    my %seen = (curl => tool('curl') ? 'present' : 'missing', metadata => 'not asked', instanceRegion => '', instanceRole => '', instanceRoleTrouble => '',
        caller => '', bucketRegion => '', keyAction => '', keyArn => '', leavesVersions => 'no', skew => undef,
        map { $_ => 'not asked' } qw(whoami assume without wrong list outside upload abort delete put get removed aspera));
    my %because = map { $_ => '' } qw(assume list upload abort delete put get);
    $seen{because} = \%because;
    $fetch_until = time + $ask{'proof-wait'};
    probe(\%seen) if $seen{curl} eq 'present';
    $because{$_} = without_our_id($because{$_}) for keys %because;
    answer(protocol => \1, map { ($_ => $_ eq 'skew' ? number($seen{skew}) : ref $seen{$_} ? $seen{$_} : without_our_id($seen{$_})) } sort keys %seen);
}

# Each question needs the answer before it. What must be refused is asked only after the same signer was let in.
sub probe {
    my ($seen) = @_;
    my $own = instance_credentials();
    $seen->{metadata} = $own->{metadata};
    $seen->{instanceRegion} = $own->{region} || '';
    $seen->{instanceRole} = $own->{role} || '';
    $seen->{instanceRoleTrouble} = $own->{trouble} || '';
    my $keys = $own->{keys} or return;

    my $before = time;
    my $me = sts($keys, Action => 'GetCallerIdentity');
    $seen->{whoami} = outcome($me);
    $seen->{skew} = clock_skew($me, $before, time) unless defined $me->{failure};
    $seen->{caller} = ($me->{body} || '') =~ m{<Arn>([\x21-\x7e]{1,700})</Arn>} ? $1 : '';
    return unless $seen->{whoami} eq 'done' && is_server_role($seen->{caller});

    # In one account the server role holds the rights itself: nothing is assumed, and what other stacks let it do outside
    # of this prefix is theirs.
    my $assumes = $ask{'bucket-role'} ne '';
    my $session = $assumes ? bucket_session($seen, $keys) : $keys;
    probe_bucket($seen, $session, $assumes && $ask{refusals} eq 'yes') if $session;
}

sub bucket_session {
    my ($seen, $keys) = @_;
    my $got = assume($keys, $ask{'external-id'});
    $seen->{assume} = outcome($got);
    $seen->{because}{assume} = because($got);
    return undef unless $seen->{assume} eq 'done';
    if ($ask{refusals} eq 'yes' && $ask{'external-id'} ne '') {
        $seen->{without} = outcome(assume($keys, undef));
        $seen->{wrong}   = outcome(assume($keys, 'aspera-proof-' . random_hex()));
    }
    return session_of($got);
}

sub probe_bucket {
    my ($seen, $session, $refusals) = @_;
    my @answers;
    if ($ask{list} eq 'yes') {
        push @answers, my $inside = list_below($session, $ask{prefix});
        $seen->{list} = outcome($inside);
        $seen->{because}{list} = because($inside);
        if ($refusals && $ask{prefix} ne '' && $seen->{list} eq 'done') {
            $seen->{outside} = outcome(list_below($session, ''));
        }
    }
    if ($ask{upload} eq 'yes') {
        my $key = "$ask{prefix}aspera-proof-" . random_hex();
        push @answers, my $started = s3($session, 'POST', $key, uploads => '');
        $seen->{upload} = outcome($started);
        $seen->{because}{upload} = because($started);
        @$seen{qw(keyAction keyArn)} = key_denied($started);
        my ($id) = ($started->{body} || '') =~ m{<UploadId>([^<]{1,1024})</UploadId>};
        if ($seen->{upload} eq 'done' && defined $id) {
            my $ended = s3($session, 'DELETE', $key, uploadId => $id);
            $seen->{abort} = outcome($ended);
            $seen->{because}{abort} = because($ended);
        }
    }
    probe_own_object($seen, $session) if $ask{delete} eq 'yes';
    $seen->{bucketRegion} = bucket_region(@answers);
    $seen->{aspera} = aspera_leg_if_switched();
}

sub session_of {
    my ($got) = @_;
    my %keys;
    @keys{qw(id secret token)} = map { $got->{body} =~ m{<$_>\s*([^<\s]+)\s*</$_>} ? $1 : '' } qw(AccessKeyId SecretAccessKey SessionToken);
    return \%keys;
}

# arn:aws:sts::111122223333:assumed-role/NAME/SESSION is a session of arn:aws:iam::111122223333:role/PATH/NAME.
sub is_server_role {
    my ($caller) = @_;
    my ($account, $name) = $ask{'server-role'} =~ m{:iam::([0-9]{12}):role/(?:.*/)?([^/]+)\z};
    return $caller =~ m{:sts::\Q$account\E:assumed-role/\Q$name\E/} ? 1 : 0;
}
