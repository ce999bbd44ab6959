# ---- The vendor's own reader: asuserdata -----------------------------------------------------------------
#
# Whether its exit code means anything is not documented, so it is compared with what it was before the edit;
# and so are the lines that complain.

my $COMPLAINT = qr/\b(?:error|invalid|malformed|fail(?:ed|ure)?|not well-formed|cannot|unable)\b/i;

sub validation {
    my $file = "$ask{root}/bin/asuserdata";
    my $done = run($ask{'tool-wait'}, $file, '-v');
    refuse("asuserdata -v @{[how($done)]}", 'see the bin folder of aspera\'s folder; a change that cannot be checked is not made')
        if $done->{state} ne 'ended' || $done->{exit} >= 126;
    my %complaints = map { $_ => 1 } grep { /$COMPLAINT/ && !/\b(?:no|0) (?:errors?|failures?)\b/i } split /\n/, $done->{out};
    return { exit => $done->{exit}, complaints => \%complaints };
}

sub is_red { my ($seen) = @_; return $seen->{exit} != 0 && %{ $seen->{complaints} } ? 1 : 0 }

sub is_worse {
    my ($before, $after) = @_;
    return 1 if $after->{exit} != $before->{exit} && $after->{exit} != 0;
    return scalar grep { !$before->{complaints}{$_} } keys %{ $after->{complaints} };
}

# The docroot as asuserdata sees it ('' = none). For a user who does not exist it invents one, so ask only
# for users that are in the file.
sub vendor_docroot {
    my $done = run($ask{'tool-wait'}, "$ask{root}/bin/asuserdata", '-u', $ask{user});
    refuse("asuserdata -u @{[how($done)]}", 'run it by hand on the server; a change that cannot be read back is not made')
        if $done->{state} ne 'ended' || $done->{exit} >= 126;
    my ($value) = $done->{out} =~ /^[ \t]*absolute:[ \t]*"\s*(.*?)\s*"[ \t\r]*$/ms;    # with the file's blanks around it or without
    return !defined $value || $value eq '<Empty String>' ? '' : $value;
}

sub vendor_agrees {
    my ($value) = @_;
    my $seen = vendor_docroot();
    return $seen eq $value || $seen eq escaped($value);
}
