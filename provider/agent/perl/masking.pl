# ---- Masking: what may leave the server ------------------------------------------------------------------

my %HARMLESS = map { $_ => 1 } qw(storage-class server-side-encryption iam-role.arn);

sub percent_decoded {
    my ($text) = @_;
    $text =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
    return $text;
}

# Our external ID, however much of it is percent-encoded, becomes "(ours)".
sub without_our_id {
    my ($text) = @_;
    my $id = $ask{'external-id'};
    return $text unless defined $id && $id ne '';
    my $any_spelling = join '', map { sprintf '(?:%s|%%(?i:%02x))', quotemeta $_, ord $_ } split //, $id;
    $text =~ s/$any_spelling/(ours)/g;
    return $text;
}

# A docroot as people may read it: s3://(masked)@host/bucket?storage-class=X&key=(masked)&...external-id=(ours)
sub masked {
    my ($docroot) = @_;
    $docroot =~ s{(://)[^/?#]*\@}{$1(masked)@}g;
    $docroot =~ s{(://)(?!\(masked\)\@)[^?#]*:.*\@}{$1(masked)@}gs;    # keys that hold a bare / or ?
    $docroot =~ s{([?&;])([^?&;=]*)(=?)([^?&;]*)}{$1 . masked_option($2, $3, $4)}ge;
    return without_our_id($docroot);
}

sub masked_option {
    my ($key, $equals, $value) = @_;
    return $key eq '' ? '' : '(masked)' if $equals eq '';
    my $plain = percent_decoded($value);
    return "$key=" . ($ask{'external-id'} ne '' && $plain eq $ask{'external-id'} ? '(ours)' : '(another)')
        if $key =~ /external-?id/i;
    return "$key=$value"
        if $value eq '' || $HARMLESS{$key} || $plain =~ m{\Aarn:[a-z0-9-]+:iam::[0-9]{12}:role/[\w+=,.\@/-]+\z};
    return "$key=(masked)";
}

# The same care for sentences, which hold words of ours around names of theirs.
sub masked_sentence {
    my ($sentence) = @_;
    $sentence =~ s{(://)[^/?#\s]*\@}{$1(masked)@}g;
    $sentence =~ s/[\x00-\x1f\x7f]/ /g;
    return without_our_id($sentence);
}

# Whose a docroot is: ours when it names what the request says is ours, as a whole word of the URI.
sub owner_of {
    my ($docroot) = @_;
    return 'none' if $docroot eq '';
    return 'another' if $ask{mark} eq '';
    return $docroot =~ m{(?:\A|[?&;=/\@])\Q$ask{mark}\E/?(?:[?&;]|\z)} ? 'ours' : 'another';
}
