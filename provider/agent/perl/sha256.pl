# ---- SHA-256 (FIPS 180-4): Digest::SHA is a package of its own on RHEL -----------------------------------

# The first 64 bits of the fractional parts of roots of primes, as the standard derives them.
my (@SHA_K, @SHA_START);
{
    my @primes;
    for (my $n = 2; @primes < 64; $n++) {
        push @primes, $n unless grep { $n % $_ == 0 } @primes;
    }
    my $fraction = sub { my ($root) = @_; return int(($root - int $root) * 4294967296) };
    @SHA_K     = map { $fraction->($_**(1 / 3)) } @primes;
    @SHA_START = map { $fraction->(sqrt $_) } @primes[0 .. 7];
}

sub sha256 {    # bytes -> 32 bytes
    my ($message) = @_;
    my $bits = 8 * length $message;
    $message .= "\x80" . "\0" x ((55 - length $message) % 64) . pack('NN', int($bits / 4294967296), $bits & 0xffffffff);
    my @state = @SHA_START;
    for (my $at = 0; $at < length $message; $at += 64) {
        my @w = unpack 'N16', substr($message, $at, 64);
        for my $i (16 .. 63) {
            my ($p, $q) = @w[$i - 15, $i - 2];
            my $s0 = (($p >> 7 | $p << 25) ^ ($p >> 18 | $p << 14) ^ ($p >> 3)) & 0xffffffff;
            my $s1 = (($q >> 17 | $q << 15) ^ ($q >> 19 | $q << 13) ^ ($q >> 10)) & 0xffffffff;
            $w[$i] = ($w[$i - 16] + $s0 + $w[$i - 7] + $s1) & 0xffffffff;
        }
        my ($a, $b, $c, $d, $e, $f, $g, $h) = @state;
        for my $i (0 .. 63) {
            my $S1 = (($e >> 6 | $e << 26) ^ ($e >> 11 | $e << 21) ^ ($e >> 25 | $e << 7)) & 0xffffffff;
            my $S0 = (($a >> 2 | $a << 30) ^ ($a >> 13 | $a << 19) ^ ($a >> 22 | $a << 10)) & 0xffffffff;
            my $choice   = ($e & $f) ^ (~$e & 0xffffffff & $g);
            my $majority = ($a & $b) ^ ($a & $c) ^ ($b & $c);
            my $t = ($h + $S1 + $choice + $SHA_K[$i] + $w[$i]) & 0xffffffff;
            ($a, $b, $c, $d, $e, $f, $g, $h) =
                (($t + $S0 + $majority) & 0xffffffff, $a, $b, $c, ($d + $t) & 0xffffffff, $e, $f, $g);
        }
        my @add = ($a, $b, $c, $d, $e, $f, $g, $h);
        $state[$_] = ($state[$_] + $add[$_]) & 0xffffffff for 0 .. 7;
    }
    return pack 'N8', @state;
}

# What names a docroot without telling it: 16 hex digits, or "none".
sub fingerprint {
    my ($docroot) = @_;
    return $docroot eq '' ? 'none' : substr unpack('H*', sha256($docroot)), 0, 16;
}
