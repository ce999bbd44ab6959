# ---- Who else has what is ours: our folder, our role or our external ID under another name ------------------
#
# A group's docroot and the default section's count as well: they are everybody's who has none of his own.

# -> [{holder, name, shares}, ...], the first 50
sub sharing {
    my ($conf) = @_;
    my ($x, $place) = ($conf->{x}, place_in($ask{docroot}));
    my @words = words_of_ours($place) or return [];
    my @users = @{ $conf->{users} }[grep { $conf->{names}[$_] ne $ask{user} } 0 .. $#{ $conf->{users} }];
    my @found;
    for (map({ [user => $_] } @users), map({ [group => $_] } groups_of($conf)), map({ [default => $_] } kids_of($conf->{root}, 'default'))) {
        my ($holder, $node) = @$_;
        next unless may_hold(substr($$x, $node->{start}, $node->{end} - $node->{start}), @words);
        my @docroots = map { docroot_in($x, $_) } deep(element_at($x, $node->{start}, undef), @TO_DOCROOT);
        my %shares = map { $_ => 1 } map { shared_by($_, $place) } @docroots;
        next unless %shares;
        push @found, { holder => $holder, name => $holder eq 'default' ? '' : without_our_id(name_of($x, $node)), shares => [sort keys %shares] };
        last if @found == 50;
    }
    return \@found;
}

# One of these is in every entry that has something of ours, so that the others need not be taken apart. No XML writes them
# in another way, but for character references, CDATA sections, and comments or instructions in its middle. And none goes on
# with what a name is made of: acme-media-2 is another bucket than acme-media.
sub words_of_ours {
    my ($place) = @_;
    my ($bucket) = $place =~ m{\A[^/]*(/[^/]+)};
    my ($role) = percent_decoded($ask{mark}) =~ m{([^/]+)/?\z};
    return grep { defined && $_ ne '' } $bucket, $ask{'external-id'} eq '' ? undef : ($role, $ask{'external-id'});
}

sub may_hold {
    my ($text, @words) = @_;
    return 1 if grep { index($text, $_) >= 0 } '&#', '<!', '<?';
    $text = percent_decoded($text) if index($text, '%') >= 0;
    return scalar grep { index($text, $_) >= 0 && $text =~ /\Q$_\E(?![\w.-])/ } @words;
}

# Host and folder of a storage URI, without login and options; else ''.
sub place_in {
    my ($docroot) = @_;
    my ($place) = $docroot =~ m{\A[a-z0-9]+://(?:[^?#]*(?:\@|%40))?([^?#&;]+)}s or return '';
    $place = percent_decoded($place);
    $place =~ s{/+\z}{};
    return $place;
}

sub shared_by {
    my ($docroot, $place) = @_;
    my $plain = percent_decoded($docroot);
    my $mark  = percent_decoded($ask{mark});
    my $id    = $ask{'external-id'};
    my @shares;
    push @shares, 'docroot' if $place ne '' && place_in($docroot) eq $place;
    # In one account the mark is bucket and folder, as told already.
    push @shares, 'role' if $id ne '' && $mark ne '' && $plain =~ m{(?:\A|[?&;=/\@])\Q$mark\E/?(?:[?&;]|\z)};
    push @shares, 'external ID' if $id ne '' && grep { percent_decoded($_) eq $id } $docroot =~ /[?&;][^?&;=]*=([^?&;]*)/g;
    return @shares;
}
