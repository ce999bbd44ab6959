# ---- What a request for an upgrade holds beside root, waits and nonce ------------------------------------

my $LINE = qr/[^\x00-\x1f\x7f]/;
%REQUEST = (%REQUEST,
    'mode'         => [qr/\Aupgrade\z/, 'upgrade'],
    'user'         => [qr/\A\z/, 'nothing', ''],
    'url'          => [qr{\A(?:(?:https://|http://127\.0\.0\.1:)[\x21-\x7e]{1,4000})?\z}, 'an https address', ''],
    'size'         => [qr/\A[0-9]{0,11}\z/, 'bytes', ''],    # of a package that follows the request
    'checksum'     => [qr/\A[0-9a-f]{64}\z/, '64 hex digits'],
    'named'        => [qr/\A[0-9.]{0,60}\z/, 'a version', ''],    # what the name of the package's file says
    'username'     => [qr/\A(?!.*:)$LINE{0,256}\z/, 'a login without a colon', ''],
    'password'     => [qr/\A$LINE{0,1024}\z/, 'a password', ''],
    'fetch-wait'   => [qr/\A[0-9]{1,5}\z/, 'seconds', 1800],
    'install-wait' => [qr/\A[0-9]{1,5}\z/, 'seconds', 1800],
);

# [major, minor, patch, build] of a version as the vendor or a package database writes it, or undef.
sub version_parts {
    my ($text) = @_;
    my ($major, $minor, $third, $fourth, $release) =
        $text =~ /\A(?:\d+:)?(\d{1,3})\.(\d{1,4})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-(\d{1,9})?[\w.+~-]*)?\z/ or return undef;
    return [$major, $minor, undef, $third] if !defined $fourth && defined $third && $third >= 1000;
    $fourth = $release if !defined $fourth && defined $release && $release >= 1000;
    return [$major, $minor, $third, $fourth];
}

# Below, at or above zero: by major, minor, then build; one without a build comes first, then its patch counts.
sub compare_versions {
    my ($one, $other) = @_;
    my ($build, $its) = map { defined $_->[3] ? $_->[3] : -1 } $one, $other;
    return $one->[0] <=> $other->[0] || $one->[1] <=> $other->[1] || $build <=> $its
        || ($build < 0 ? ($one->[2] || 0) <=> ($other->[2] || 0) : 0);
}

sub is_enough {    # is what is installed as new as what is wanted? Unknown is not enough.
    my ($installed, $wanted) = map { version_parts($_) } @_;
    return $installed && $wanted && compare_versions($installed, $wanted) >= 0;
}
