# ---- Java properties, as java.util.Properties reads them --------------------------------------------------
#
# Of a key that is given twice the last value counts; keys end at `=`, `:` or a blank; a backslash at the end joins lines,
# and elsewhere escapes; `#` and `!` begin a comment. Names are case-sensitive.

# -> {key => value}, or undef for a text that Java refuses (a broken \uXXXX)
sub java_properties {
    my ($bytes) = @_;
    my %value_of;
    my @lines = split /\r\n|\r|\n/, $bytes;
    while (@lines) {
        my $line = shift @lines;
        $line =~ s/\A[ \t\f]+//;
        next if $line =~ /\A(?:[#!]|\z)/;
        while ($line =~ /(?<!\\)(?:\\\\)*\\\z/) {
            chop $line;
            my $next = @lines ? shift @lines : '';
            $next =~ s/\A[ \t\f]+//;
            $line .= $next;
        }
        my ($key, $value) = $line =~ /\A((?:[^\\=: \t\f]|\\.)*)[ \t\f]*(?:[=:][ \t\f]*)?(.*)\z/s or return undef;
        for ($key, $value) {
            return undef if /(?<!\\)(?:\\\\)*\\u(?![0-9A-Fa-f]{4})/;
            s/\\(u[0-9A-Fa-f]{4}|.)/java_character($1)/gse;
        }
        $value_of{$key} = $value;
    }
    return \%value_of;
}

my %JAVA_ESCAPE = (t => "\t", n => "\n", r => "\r", f => "\f");

sub java_character {
    my ($escape) = @_;
    return chr hex $1 if $escape =~ /\Au(.{4})\z/s;
    return exists $JAVA_ESCAPE{$escape} ? $JAVA_ESCAPE{$escape} : $escape;
}
