# ---- The docroots of one <path>: the one for every client, and those for one address ----------------------
#
# `<absolute peer_ip="10.0.0.7">` counts for clients at that address alone (vendor pages, csrv 3.3.4 to ahts 4.4). So it is
# never THE docroot: whoever comes from elsewhere gets another one, an inherited one, or the whole file system.

my $ADDRESS = qr{\A[0-9A-Za-z.:*/_-]{1,64}\z};

# -> {own, conditional}: the node of the docroot for every client, or undef; [{peer, node}, ...]. Or {problem, hint}.
sub sorted_docroots {
    my ($x, @absolutes) = @_;
    my (@own, @conditional, %by_address);
    for my $node (@absolutes) {
        my %attributes = attributes_of($x, $node);
        my $peer = delete $attributes{peer_ip};
        $peer =~ s/\A\s+|\s+\z//g if defined $peer;
        return { problem => 'the docroot at ' . place($x, $node->{start}) . ' of aspera.conf has an attribute whose effect is not known',
            hint => 'leave <absolute> without attributes; this program does not guess for whom it counts' }
            if %attributes || defined $peer && $peer !~ $ADDRESS;
        if (defined $peer) {
            push @{ $by_address{ lc $peer } }, $node;
            push @conditional, { peer => $peer, node => $node };
        }
        else { push @own, $node }
    }
    return unclear($x, '<absolute> elements for this user', @own) if @own > 1;
    for my $same (grep { @$_ > 1 } @by_address{ sort keys %by_address }) {
        return unclear($x, '<absolute> elements for this user and one client address', @$same);
    }
    return { own => $own[0], conditional => \@conditional };
}

# The docroot in an <absolute>. Blanks around it are those of the file's layout. AS_NULL is the vendor's word for "not set".
sub docroot_in {
    my ($x, $node) = @_;
    my $value = text_of($x, $node);
    $value =~ s/\A[ \t\r\n]+|[ \t\r\n]+\z//g;
    return $value eq 'AS_NULL' ? '' : $value;
}

# What is told of the conditional ones, the first 50.
sub conditional_docroots {
    my ($x, $found) = @_;
    my @all = grep { defined } @{ $found->{conditional} || [] }[0 .. 49];
    return [map { +{ peerIp => $_->{peer}, docroot => @{ $_->{node}{kids} } ? '(masked)' : masked(docroot_in($x, $_->{node})) } } @all];
}

sub conditional_bytes {    # as they stand in the file: an edit leaves them alone
    my ($x, $found) = @_;
    return join "\0", map { substr $$x, $_->{node}{start}, $_->{node}{end} - $_->{node}{start} } @{ $found->{conditional} || [] };
}
