# ---- What aspera.conf lets a user do: read_allowed, write_allowed, dir_allowed ------------------------------
#
# Where <default> denies, as the STIG asks, a user without values of its own cannot transfer. A user's value counts before
# its groups', and these before <default>'s; where nobody says anything all is allowed.

my @RIGHTS = qw(read write dir);
%REQUEST = (%REQUEST,
    'rights' => [qr/\A(?:(?:read|write|dir)(?: (?=[a-z])|\z))*\z/, 'some of read, write and dir', ''],
);

sub wanted_rights { return split ' ', defined $ask{rights} ? $ask{rights} : '' }

# right => "allowed", "denied by the user's entry", "... a group", "... the default section", or "unclear"
sub effective_rights {
    my ($conf, $found, $groups) = @_;
    my %said = ('true' => 'allowed', 'yes' => 'allowed', '1' => 'allowed', 'false' => 'denied', 'no' => 'denied', '0' => 'denied');
    my @levels = levels_of($conf, $found, $groups);
    return map { $_ => effective($conf->{x}, \%said, [qw(file_system access paths path), "${_}_allowed"], @levels) } @RIGHTS;
}

# in and out => the same, or "token by ...": only who brings a token may transfer
sub effective_authorization {
    my ($conf, $found, $groups) = @_;
    my %said = (allow => 'allowed', deny => 'denied', token => 'token');
    my @levels = levels_of($conf, $found, $groups);
    return map { $_ => effective($conf->{x}, \%said, [qw(authorization transfer), $_, 'value'], @levels) } qw(in out);
}

# Who says something about this user, nearest first: [who, nodes]; nothing where the user's entry is not clear.
sub levels_of {
    my ($conf, $found, $groups) = @_;
    return () if $found->{problem};
    my $x = $conf->{x};
    my %in = map { $_ => 1 } @$groups;
    my $whole = sub { return map { element_at($x, $_->{start}, undef) } @_ };
    return (
        ["the user's entry", grep { defined } $found->{entry}],
        ['a group', $whole->(grep { $in{ name_of($x, $_) } } groups_of($conf))],
        ['the default section', $whole->(kids_of($conf->{root}, 'default'))],
    );
}

sub effective {
    my ($x, $words, $names, @levels) = @_;
    return 'unclear' unless @levels;
    for my $level (@levels) {
        my ($who, @nodes) = @$level;
        my %said = map { $_ => 1 } map { said_in($x, $words, $_) } map { deep($_, @$names) } @nodes;
        next unless %said;
        my ($one, @others) = keys %said;
        return @others || $one eq 'unclear' ? 'unclear' : $one eq 'allowed' ? $one : "$one by $who";
    }
    return 'allowed';
}

sub said_in {
    my ($x, $words, $node) = @_;
    my ($text) = text_of($x, $node) =~ /\A\s*(.*?)\s*\z/s;
    return () if $text =~ /\A(?:AS_NULL)?\z/;
    return $words->{ lc $text } || 'unclear';
}
