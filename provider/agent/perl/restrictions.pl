# ---- File restrictions: they and a docroot exclude each other --------------------------------------------

sub restrictions {    # elements below that restrict files and are not empty
    my ($x, $node) = @_;
    my @found;
    for my $kid (@{ $node->{kids} }) {
        push @found, $kid->{name} =~ /\A(?:file_)?restriction\z/ && text_of($x, $kid) =~ /\A\s*(?!AS_NULL\s*\z)\S/
            ? $kid : restrictions($x, $kid);
    }
    return @found;
}

# A restriction that the user inherits: from the default section, or from a group that he is in.
sub inherited_restriction {
    my ($conf, $groups) = @_;
    my $x = $conf->{x};
    my %in = map { $_ => 1 } @$groups;
    for my $node (kids_of($conf->{root}, 'default'), grep { $in{ name_of($x, $_) } } groups_of($conf)) {
        my ($found) = restrictions($x, element_at($x, $node->{start}, undef)) or next;
        return { problem => 'this user inherits the file restriction at ' . place($x, $found->{start}) . ' of aspera.conf',
            hint => 'a file restriction and a docroot exclude each other (access keys are in use); remove the restriction' };
    }
    return undef;
}

sub groups_of { my ($conf) = @_; return deep($conf->{root}, qw(aaa realms realm groups group)) }
