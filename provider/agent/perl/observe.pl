# ---- observe: what there is; changes nothing -------------------------------------------------------------

sub observe {
    end_when_told(300);
    my $place = conf_place();
    my $conf  = read_conf($place->{file});
    my $found = find_user($conf, $ask{user});
    my $value = defined $found->{value} ? $found->{value} : '';
    my $groups = groups_of_user();
    my $trouble = $found->{problem} ? $found : inherited_restriction($conf, $groups);
    my %rights = effective_rights($conf, $found, $groups);
    my %authorization = effective_authorization($conf, $found, $groups);
    my ($mode, $writers) = conf_writers($place);
    my $noded = settled_noded_state($place, $conf);
    my @names = @{ $conf->{names} };
    my ($product, $version, $licence) = software();
    answer(
        protocol          => \1,
        docroot           => masked($value),
        same              => $value ne '' && $value eq $ask{docroot} ? \'true' : \'false',
        owner             => owner_of($value),
        fingerprint       => fingerprint($value),
        transferUserEntry => (grep { $_ eq $ask{user} } @names) ? 'present' : 'missing in aspera.conf',
        systemUser        => system_user() ? 'present' : 'missing on the server',
        asperanoded       => $noded,
        asperatrapd       => trapd_state($version),
        s3Traffic         => s3_traffic(),
        transfers         => number(transfers()),
        instance          => instance_id(),
        agent             => kept_agent(),
        usersServed       => number(scalar @names),
        users             => [map { without_our_id($_) } grep { defined } @names[0 .. 49]],
        product           => $product,
        version           => $version,
        licenceUntil      => $licence,
        conditional       => conditional_docroots($conf->{x}, $found),
        rights            => \%rights,
        rightsLacking     => [grep { $found->{entry} && $rights{$_} ne 'allowed' } wanted_rights()],
        authorization     => \%authorization,
        sharing           => sharing($conf),
        confMode          => $mode,
        confWriters       => $writers,
        problem           => $trouble ? masked_sentence($trouble->{problem}) : '',
    );
}

# A run of another stack may be between its edit and its restart: its end is waited for, as long as a preview can wait.
sub settled_noded_state {
    my ($place, $conf) = @_;
    my $end = time + 12;
    while (1) {
        my $busy  = at_work($place);    # what is seen of a run that ends meanwhile is over by then
        my $noded = noded_state($conf);
        return $noded if $noded eq 'answers' && !restart_owed($place);
        if (time >= $end || !$busy && !at_work($place)) { return $noded eq 'answers' ? 'answers, restart pending' : $noded }
        nap(0.3);
    }
}

sub number { my ($n) = @_; return defined $n ? \"$n" : undef }
