# ---- Files: whole or not at all --------------------------------------------------------------------------

sub read_file {    # -> \bytes, or undef
    my ($file) = @_;
    open my $in, '<:raw', $file or return undef;
    my ($bytes, $size, $got) = ('', -s $in || 0);    # the size is a guess: /proc tells none, and others may write
    do { $got = sysread $in, $bytes, $size > length $bytes ? $size - length $bytes : 1 << 16, length $bytes } while $got;
    return defined $got ? \$bytes : undef;
}

sub listing {    # full names of what is in a folder; of an unreadable one: nothing
    my ($folder) = @_;
    opendir my $handle, $folder or return ();
    return map { "$folder/$_" } sort readdir $handle;
}

# The real aspera.conf behind whatever links lead to it, and the names of ours beside it.
sub conf_place {
    my $file = "$ask{root}/etc/aspera.conf";
    my @links;
    for (1 .. 20) {
        my $to = readlink $file;
        if (!defined $to) {
            refuse('there is no aspera.conf in the etc folder of aspera\'s folder',
                'see whether Aspera is installed on this server, where, and whether this login may look there') unless -e $file;
            refuse('aspera.conf is no plain file', 'put the configuration file there') unless -f _;
            my ($folder, $name) = $file =~ m{\A(.*)/([^/]+)\z}s;
            my $ours = "$folder/.$name.aspera-pulumi";
            return { folder => $folder, name => $name, file => $file, links => \@links,
                lock => "$ours-lock", new => "$ours-new", note => "$ours-restart-owed", taken => "$ours-taken-up" };
        }
        push @links, $file;
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

# Everything of ours is made under a name that is new and cannot be guessed, and never by opening what is there: a
# planted link leads nowhere. Rights are changed and bytes are written by the handle.
sub random_name {
    my ($stem) = @_;
    open my $in, '<:raw', '/dev/urandom' or refuse_untouched("there are no random numbers ($!)", 'see /dev/urandom on the server');
    sysread($in, my $bytes, 8) == 8 or refuse_untouched('there are no random numbers', 'see /dev/urandom on the server');
    return "$stem-" . unpack 'H*', $bytes;
}

sub left_over {    # by a run that was killed
    my ($place) = @_;
    return grep { m{/\.\Q$place->{name}\E\.aspera-pulumi-(?:new|restart-owed|taken-up)-[0-9a-f]{16}\z} } listing($place->{folder});
}

sub fresh_file {    # $O_SYNC: a write that returns is on the disk, and what the disk refuses fails here
    my ($file) = @_;
    sysopen my $out, $file, $O_WRONLY | $O_SYNC | $O_CREAT | $O_EXCL | $O_NOFOLLOW, 0600 or return undef;
    binmode $out;
    return $out;
}

sub fill {
    my ($out, $bytes) = @_;
    my $done = 0;
    while ($done < length $$bytes) {
        my $wrote = syswrite $out, $$bytes, length($$bytes) - $done, $done;
        return 0 unless $wrote;
        $done += $wrote;
    }
    return 1;
}

sub replace_whole {    # whatever has that name, in one step
    my ($file, $bytes, $mode) = @_;
    my $new = random_name($file);
    my $out = fresh_file($new) or return 0;
    return 1 if fill($out, $bytes) && chmod($mode, $out) && close($out) && rename $new, $file;
    my $why = $! + 0;
    unlink $new;
    $! = $why;
    return 0;
}

my $SPACE_AND_RIGHTS = 'see the free space and the rights of that folder';

# A new file beside the old one, with the same owner, group, mode (or the one given), SELinux context and extended
# attributes. -> which file that is
sub new_file_like {
    my ($model, $file, $bytes, $mode) = @_;
    my $out = fresh_file($file) or refuse_untouched("no file can be made beside aspera.conf ($!)", $SPACE_AND_RIGHTS);
    my $handle = "/proc/$$/fd/" . fileno $out;    # the file itself, whatever its name leads to by now
    my @cp   = ('--preserve=all', '--', $model, $handle);
    my $done = run($ask{'tool-wait'}, 'cp', '--attributes-only', @cp);
    $done = run($ask{'tool-wait'}, 'cp', @cp) if $done->{exit} != 0;    # coreutils before 8.6 (RHEL 6) copies the text as well
    my $why  = $done->{exit} == 0 ? '' : 'cp ' . how($done);
    $why = "it cannot be written: $!" if $why eq '' && !(truncate($out, 0) && fill($out, $bytes));
    $why = 'owner, group, mode or SELinux context differ' if $why eq '' && !same_rights($model, $out, $handle);
    $why = "its mode cannot be set: $!" if $why eq '' && defined $mode && !chmod $mode, $out;
    my $id = join ' ', (stat $out)[0, 1];
    $why = "it cannot be written: $!" if !close $out && $why eq '';
    return $id if $why eq '';
    unlink $file;
    refuse_untouched("no file like aspera.conf can be made beside it ($why)", $SPACE_AND_RIGHTS);
}

sub same_rights {
    my ($model, $out, $handle) = @_;
    my ($one, $other) = map { join ' ', (stat $_)[2, 4, 5] } $model, $out;
    return 0 if $one ne $other;
    return 1 unless -e '/sys/fs/selinux/enforce' || -e '/selinux/enforce';
    my $seen = run($ask{'tool-wait'}, 'stat', '-L', '--format=%C', '--', $model, $handle);
    my @contexts = split /\n/, $seen->{out};
    return $seen->{exit} != 0 || @contexts == 2 && $contexts[0] eq $contexts[1];
}
