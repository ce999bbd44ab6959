# ---- Masking: what may leave the server ------------------------------------------------------------------
#
# What is shown is what was recognised; everything else is masked.

my $ROLE_ARN = qr{\Aarn:[a-z0-9-]+:iam::[0-9]{12}:role/[\w+=,.\@/-]+\z};

# Values that say nothing secret, and the form that they have.
my %HARMLESS = (
    'storage-class'          => qr/\A[A-Z]{1,16}(?:_[A-Z]{1,16}){0,2}\z/,
    'iam-role.session-name'  => qr/\A(?:[A-Za-z0-9_.-]|%[0-9A-Fa-f]{2}){2,64}\z/,
    'server-side-encryption' => qr/\A(?:AES256|AWS_KMS|NONE)\z/,
);

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
#   a storage URI       scheme://host/path, whatever stands before an @ masked
#   a folder            /path, and $(home) or $(name) at its start
#   options, a fragment after the first ? or &, after the first #
sub masked {
    my ($docroot) = @_;
    return '' if $docroot eq '';
    my ($start, $rest) = $docroot =~ m{\A([A-Za-z][A-Za-z0-9+.-]{0,15}://)(.*)\z}s;
    my ($before, $at) = ('', '');
    if (defined $start) {
        # Who logs in: up to the last @ of the host; or, where keys hold a bare / or ?, up to the very last @ behind a colon.
        # An @ of an option says nothing about what follows it.
        if ($rest =~ m{\A([^?#]*?(?::|%3A).*)(?:\@|%40)(.*)\z}is || $rest =~ m{\A([^/?#]*)(?:\@|%40)(.*)\z}is) {
            my $login = $1;
            ($at, $rest) = ('(masked)@', $2);
            return "$start(masked)" if $login =~ /[?&;#][^?&;#=]*=/;
        }
        $rest =~ s{\A([^/?&;#]*)}{};
        my $host = $1;
        $host = '(masked)' unless $host =~ /\A(?:[\w.-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?\z/;
        $before = "$start$at$host";
    }
    else {
        ($before, $rest) = $docroot =~ m{\A((?:\$\((?:home|name)\))?/(?!/)|\$\((?:home|name)\)\z)(.*)\z}s or return '(masked)';
        return '(masked)' if $rest =~ /(?::|%3A).*(?:\@|%40)/is;
    }
    my $fragment = $rest =~ s/#.*\z//s ? '#(masked)' : '';
    $rest =~ s{([?&;])([^?&;=]*)(=?)([^?&;]*)}{$1 . masked_option($2, $3, $4)}ge;
    return without_our_id("$before$rest$fragment");
}

sub masked_option {
    my ($key, $equals, $value) = @_;
    return $key eq '' ? '' : '(masked)' if $equals eq '';
    return '(masked)=(masked)' unless $key =~ /\A[A-Za-z][A-Za-z0-9._-]{0,38}\z/;    # an AWS secret key has 40 characters
    my $plain = percent_decoded($value);
    return "$key=" . ($ask{'external-id'} ne '' && $plain eq $ask{'external-id'} ? '(ours)' : '(another)')
        if $key =~ /external-?id/i;
    return "$key=$value" if $value eq '' || $plain =~ $ROLE_ARN || $HARMLESS{$key} && $value =~ $HARMLESS{$key};
    return "$key=(masked)";
}

# The same care for sentences, which hold words of ours around names of theirs.
sub masked_sentence {
    my ($sentence) = @_;
    $sentence =~ s{(://)[^/?#\s]*(?:\@|%40)}{$1(masked)@}gi;
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
