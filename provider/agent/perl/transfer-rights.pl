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
    my $x = $conf->{x};
    return map { $_ => 'unclear' } @RIGHTS if $found->{problem};
    my %in = map { $_ => 1 } @$groups;
    my $whole = sub { return map { element_at($x, $_->{start}, undef) } @_ };
    my @levels = (
        ["the user's entry", grep { defined } $found->{entry}],
        ['a group', $whole->(grep { $in{ name_of($x, $_) } } groups_of($conf))],
        ['the default section', $whole->(kids_of($conf->{root}, 'default'))],
    );
    return map { $_ => effective_right($x, $_, @levels) } @RIGHTS;
}

sub effective_right {
    my ($x, $right, @levels) = @_;
    for my $level (@levels) {
        my ($who, @nodes) = @$level;
        my %said = map { $_ => 1 } map { flags_in($x, $_, $right) } @nodes;
        next unless %said;
        my ($one, @others) = keys %said;
        return @others ? 'unclear' : $one eq 'denied' ? "denied by $who" : $one;
    }
    return 'allowed';
}

sub flags_in {
    my ($x, $node, $right) = @_;
    my @said;
    for my $flag (deep($node, qw(file_system access paths path), "${right}_allowed")) {
        my ($text) = text_of($x, $flag) =~ /\A\s*(.*?)\s*\z/s;
        next if $text =~ /\A(?:AS_NULL)?\z/;
        push @said, $text =~ /\A(?:true|yes|1)\z/i ? 'allowed' : $text =~ /\A(?:false|no|0)\z/i ? 'denied' : 'unclear';
    }
    return @said;
}
