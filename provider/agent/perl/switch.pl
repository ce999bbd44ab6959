# ---- The switch: two names change files in one step --------------------------------------------------------

# System calls that Perl has no word for, by their number on this machine.

my ($FSYNC, $RENAMEAT2) = $Config{archname} =~ /\Ax86_64/ ? (74, 316)
    : $Config{archname} =~ /\Aaarch64/           ? (82, 276)
    : $Config{archname} =~ /\A(?:ppc64|powerpc64)/ ? (118, 357)
    : $Config{archname} =~ /\As390x/             ? (118, 347)
    :                                              ();

sub sync_folder {    # so that a power cut does not take the new name back
    my ($folder) = @_;
    return unless $FSYNC;
    sysopen(my $handle, $folder, $O_RDONLY) or return;
    syscall $FSYNC, fileno $handle;
}

sub exchange {    # two names change files in one step (Linux 3.15)
    my ($one, $other) = @_;
    return 0 unless $RENAMEAT2;
    my ($from, $to) = ("$one", "$other");
    return syscall($RENAMEAT2, -100, $from, -100, $to, 2) == 0;
}

# Puts the new file (`id` tells which) in place of `file`, if that still holds `expected`; afterwards the old one is gone.
# With an exchange the check comes after, on what really was there: no edit of others can slip between.
sub switch_to {
    my ($new, $id, $file, $expected) = @_;
    return 0 unless file_holds($file, $expected) && join(' ', (lstat $new)[0, 1]) eq $id;
    if (exchange($new, $file)) {
        if (!file_holds($new, $expected)) {
            exchange($new, $file) || rename $new, $file
                or refuse('aspera.conf that somebody else wrote cannot be put back', 'compare aspera.conf with its backups by hand');
            return 0;
        }
        unlink $new;
    }
    else {
        my @before = stat $file;
        return 0 unless file_holds($file, $expected) && join(' ', @before[0, 1]) eq join(' ', (stat $file)[0, 1]);
        rename $new, $file or refuse_untouched("the new aspera.conf cannot be put in place ($!)", 'see the folder of aspera.conf');
    }
    sync_folder($file =~ m{\A(.*)/}s);
    return 1;
}
