# ---- Files: whole or not at all --------------------------------------------------------------------------

sub read_file {    # -> \bytes, or undef
    my ($file) = @_;
    open my $in, '<:raw', $file or return undef;
    local $/;
    my $bytes = <$in>;
    close $in or return undef;
    return defined $bytes ? \$bytes : \'';
}

sub listing {    # full names of what is in a folder; of an unreadable one: nothing
    my ($folder) = @_;
    opendir my $handle, $folder or return ();
    return map { "$folder/$_" } sort readdir $handle;
}

# The real aspera.conf behind whatever links lead to it, and the names of ours beside it.
sub conf_place {
    my $file = "$ask{root}/etc/aspera.conf";
    for (1 .. 20) {
        my $to = readlink $file;
        if (!defined $to) {
            refuse('there is no aspera.conf in the etc folder of aspera\'s folder',
                'see whether Aspera is installed on this server, where, and whether this login may look there') unless -e $file;
            refuse('aspera.conf is no plain file', 'put the configuration file there') unless -f _;
            my ($folder, $name) = $file =~ m{\A(.*)/([^/]+)\z}s;
            my $ours = "$folder/.$name.aspera-pulumi";
            return { folder => $folder, name => $name, file => $file,
                lock => "$ours-lock", new => "$ours-new", note => "$ours-restart-owed" };
        }
        $file = $to =~ m{\A/} ? $to : ($file =~ m{\A(.*/)}s)[0] . $to;
    }
    refuse('aspera.conf is a link that leads in circles', 'make it a plain file, or a link to one');
}

# Reading again is what a file deserves that somebody may be writing at this moment.
sub read_conf {
    my ($file) = @_;
    for my $try (1 .. 3) {
        my $x = read_file($file)
            or refuse("aspera.conf cannot be read ($!)", 'let this login read it (0644 is usual), or use sudo');
        my $conf = eval { conf_of($x) };
        return $conf if $conf;
        die $@ unless ref $@ eq 'HASH' && $@->{malformed} && $try < 3;
        nap(0.4);
    }
}

# Nobody but root, this login and the file's owner may be able to plant something beside the file.
sub check_folder {
    my ($place) = @_;
    my @folder = stat $place->{folder};
    my @file   = stat $place->{file};
    refuse('the folder of aspera.conf cannot be read', 'give this login the right to') unless @folder && @file;
    my $hint = 'let only root write to it (chown root, chmod go-w)';
    refuse('others may write to the folder of aspera.conf', $hint)
        if $folder[2] & 002 || $folder[2] & 020 && $folder[5] != 0 && $folder[5] != (split ' ', $))[0];
    refuse('the folder of aspera.conf belongs to somebody else', $hint)
        unless grep { $folder[4] == $_ } 0, $>, $file[4];
    my $rights = 'run it as root: sudo -n perl -';
    refuse('this login may not write to the folder of aspera.conf', $rights) unless -w $place->{folder};
    refuse_untouched('this login cannot keep the owner of aspera.conf', $rights) if $> != 0 && $file[4] != $>;
}

sub write_all {    # $O_SYNC: a write that returns is on the disk, and what the disk refuses fails here
    my ($file, $flags, $bytes) = @_;
    sysopen my $out, $file, $O_WRONLY | $O_SYNC | $flags, 0600 or return 0;
    binmode $out;
    my $done = 0;
    while ($done < length $$bytes) {
        my $wrote = syswrite $out, $$bytes, length($$bytes) - $done, $done;
        return 0 unless $wrote;
        $done += $wrote;
    }
    return close $out;
}

my $SPACE_AND_RIGHTS = 'see the free space and the rights of that folder';

# A new file beside the old one, with the same owner, group, mode, SELinux context and extended attributes.
sub new_file_like {
    my ($model, $file, $bytes) = @_;
    write_all($file, $O_CREAT | $O_EXCL, \'') or refuse_untouched("no file can be made beside aspera.conf ($!)", $SPACE_AND_RIGHTS);
    my $done = run($ask{'tool-wait'}, 'cp', '--preserve=all', '--', $model, $file);
    my $why  = $done->{exit} == 0 ? '' : 'cp ' . how($done);
    $why = "it cannot be written: $!" if $why eq '' && !write_all($file, $O_TRUNC, $bytes);
    $why = 'owner, group, mode or SELinux context differ' if $why eq '' && !same_rights($model, $file);
    return if $why eq '';
    unlink $file;
    refuse_untouched("no file like aspera.conf can be made beside it ($why)", $SPACE_AND_RIGHTS);
}

sub same_rights {
    my (@files) = @_;
    my ($one, $other) = map { join ' ', (stat $_)[2, 4, 5] } @files;
    return 0 if $one ne $other;
    return 1 unless -e '/sys/fs/selinux/enforce' || -e '/selinux/enforce';
    my $seen = run($ask{'tool-wait'}, 'stat', '--format=%C', '--', @files);
    my @contexts = split /\n/, $seen->{out};
    return $seen->{exit} != 0 || @contexts == 2 && $contexts[0] eq $contexts[1];
}

# ---- System calls that Perl has no word for, by their number on this machine -----------------------------

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

# Puts the new file in place of `file`, if that still holds `expected`; afterwards the old one is gone.
# With an exchange the check comes after, on what really was there: no edit of others can slip between.
sub switch_to {
    my ($new, $file, $expected) = @_;
    my $same = sub { my $bytes = read_file($_[0]); return $bytes && $$bytes eq $$expected };
    return 0 unless $same->($file);
    if (exchange($new, $file)) {
        if (!$same->($new)) {
            exchange($new, $file) || rename $new, $file
                or refuse('aspera.conf that somebody else wrote cannot be put back', 'compare aspera.conf with its backups by hand');
            return 0;
        }
        unlink $new;
    }
    else {
        my @before = stat $file;
        return 0 unless $same->($file) && join(' ', @before[0, 1]) eq join(' ', (stat $file)[0, 1]);
        rename $new, $file or refuse_untouched("the new aspera.conf cannot be put in place ($!)", 'see the folder of aspera.conf');
    }
    sync_folder($file =~ m{\A(.*)/}s);
    return 1;
}
