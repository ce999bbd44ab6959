# ---- Saying: one JSON line on success, one sentence and a hint on failure -------------------------------

# Ends the work with a sentence for people. Caught in two places only: the undo (apply) and the end (main).
sub refuse {
    my ($sentence, $hint) = @_;
    die { sentence => $sentence, hint => $hint };
}

sub refuse_untouched { my ($sentence, $hint) = @_; refuse($sentence, "$hint; nothing was changed") }

# The sentence of whatever was thrown. Perl's own errors may quote data, so only their line is told.
sub told {
    my ($thrown) = @_;
    return ($thrown->{sentence}, $thrown->{hint}) if ref $thrown eq 'HASH';
    my ($line) = $thrown =~ / line (\d+)/;
    return (sprintf('the agent itself failed at its line %s', defined $line ? $line : '?'),
        'nothing more is known here; report it with that line number and the output of perl -v');
}

# Words as a terminal may get them: no control characters, of either set, and none that turns the direction of the text.
sub printable {
    my ($text) = @_;
    utf8::decode($text);
    $text =~ s/([\x00-\x1f\x7f-\x9f\x{61c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}])/sprintf '\\u%04x', ord $1/ge;
    utf8::encode($text);
    return $text;
}

# The last words of a run that failed.
sub complain {
    my ($sentence, $hint) = told(@_);
    print STDERR 'aspera-agent: ', printable(masked_sentence($sentence)), "\nhint: ", printable($hint), "\n";
}

# JSON in ASCII. A string stays a string, \'text' is written as it stands (numbers, true, false), undef is null.
sub json {
    my ($value) = @_;
    return 'null' unless defined $value;
    return $$value if ref $value eq 'SCALAR';
    return '[' . join(',', map { json($_) } @$value) . ']' if ref $value eq 'ARRAY';
    return '{' . join(',', map { json($_) . ':' . json($value->{$_}) } sort keys %$value) . '}' if ref $value eq 'HASH';
    return '{' . join(',', map { json($_) . ':' . json($value->{$_}) } sort keys %$value) . '}' if ref $value eq 'HASH';
    my $text = $value;
    utf8::decode($text);    # bytes that are no UTF-8 stay as they are and are written as \u0080 to \u00ff
    $text =~ s/(["\\])/\\$1/g;
    $text =~ s/([^\x20-\x7e])/utf16_escape(ord $1)/ge;
    return qq("$text");
}

sub utf16_escape {
    my ($code) = @_;
    return sprintf '\\u%04x', $code if $code < 0x10000;
    $code -= 0x10000;
    return sprintf '\\u%04x\\u%04x', 0xd800 + ($code >> 10), 0xdc00 + ($code & 0x3ff);
}

# The answer of this run: the marker lets the reader skip banners and other noise.
sub answer {
    my (@pairs) = @_;
    my @parts;
    while (my ($key, $value) = splice @pairs, 0, 2) {
        push @parts, json($key) . ':' . json($value);
    }
    print STDOUT "\naspera-agent: {" . join(',', @parts) . "}\n";
}
