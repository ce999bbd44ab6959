# ---- Ranges of a long text: gone through in pieces --------------------------------------------------------
#
# Perl keeps what a substr has copied until the program ends, so a copy of half the file is never made. Pieces of this size
# stay in the processor's cache.

my $PIECE = 1 << 17;

sub append_range {    # to $$new, what stands in $$x from an offset up to another
    my ($new, $x, $from, $end) = @_;
    for (; $from < $end; $from += $PIECE) {
        $$new .= substr $$x, $from, $end - $from < $PIECE ? $end - $from : $PIECE;
    }
}

sub same_range {    # so many bytes of both texts, each from its own offset
    my ($x, $at, $other, $from, $length) = @_;
    for (my $done = 0; $done < $length; $done += $PIECE) {
        my $size = $length - $done < $PIECE ? $length - $done : $PIECE;
        return 0 if substr($$x, $at + $done, $size) ne substr($$other, $from + $done, $size);
    }
    return 1;
}

sub file_holds {    # exactly these bytes
    my ($file, $bytes) = @_;
    open my $in, '<:raw', $file or return 0;
    my ($at, $got) = (0);
    while ($got = sysread $in, my $piece, $PIECE) {
        return 0 if $piece ne substr $$bytes, $at, $got;
        $at += $got;
    }
    return defined $got && $at == length $$bytes;
}
