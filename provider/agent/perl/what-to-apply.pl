# ---- Deciding whether there is anything to do ------------------------------------------------------------

# Why apply has nothing to write ('' = it has); or a refusal.
sub nothing_to_apply {
    my ($conf, $found) = @_;
    refuse_untouched('the transfer user does not exist on the server', 'create that system user first, with aspshell as its shell')
        unless system_user();
    return 'the docroot is already right' if $found->{value} eq $ask{docroot};
    my $inherited = inherited_restriction($conf, groups_of_user());
    refuse($inherited->{problem}, $inherited->{hint}) if $inherited;
    my $seen = fingerprint($found->{value});
    my $now  = $seen eq 'none' ? 'none' : masked($found->{value}) . " (fingerprint $seen)";
    refuse_untouched("the docroot is not what was last observed (fingerprint $ask{expect}) but $now", 'look at it (preview), then decide')
        if $seen ne $ask{expect};
    if (!$found->{entry} && $ask{'create-entry'} ne 'yes') {
        my @names = grep { defined } @{ $conf->{names} }[0 .. 49];
        refuse('aspera.conf has no entry for this transfer user; it has ' . (@names ? join(', ', @names) : 'none at all')
            . (@{ $conf->{names} } > 50 ? ' and further' : ''), 'correct the user\'s name, or allow the entry to be created');
    }
    return '';
}

# An address may lead to another server by now, and that one's docroot is in use.
sub nothing_to_close {
    my ($found) = @_;
    my $here = $ask{instance} eq '' ? '' : instance_id();
    return "this is instance $here, and the docroot was left on $ask{instance}" if $here ne '' && $here ne $ask{instance};
    return 'the user is not in aspera.conf' unless $found->{entry};
    return 'the docroot is already closed' if $found->{value} eq $ask{docroot};
    return 'the docroot is not ours' if owner_of($found->{value}) ne 'ours';
    return '';
}

# What apply and close answer; transfers are those that ran before anything was done.
sub result {
    my ($conf, $value, %more) = @_;
    return [
        protocol    => \1,
        changed     => $more{changed} ? \'true' : \'false',
        restarted   => $more{restarted},
        transfers   => number($conf->{transfers}),
        usersServed => number(scalar @{ $conf->{names} }),
        backup      => $more{backup} || '',
        docroot     => masked($value),
        fingerprint => fingerprint($value),
        reason      => $more{reason},
    ];
}
