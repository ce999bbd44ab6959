# ---- The lock, the backups, and the note that a restart is owed ------------------------------------------

# One run at a time, from edit to health check. The kernel frees the lock of a run that was killed. Only root (or this
# login) can open the lock file, so nobody else can hold it; and no other file is taken for it.
sub take_lock {
    my ($place) = @_;
    my $file = $place->{lock};
    my $end  = time + $ask{'lock-wait'};
    while (1) {
        my $foreign = 'remove it, when no run is at work: rm ' . quoted_word($file);
        refuse_untouched('the lock file beside aspera.conf is a link', $foreign) if -l $file;
        sysopen my $lock, $file, $O_RDWR | $O_CREAT | $O_NOFOLLOW, 0600
            or refuse_untouched("the lock file beside aspera.conf cannot be opened ($!)", $SPACE_AND_RIGHTS);
        my @mine = stat $lock;
        refuse_untouched('the lock file beside aspera.conf is somebody else\'s, or no plain file', $foreign)
            if !-f _ || $mine[3] > 1 || $mine[4] != 0 && $mine[4] != $>;
        while (!flock $lock, $LOCK_EX_NB) {
            refuse_untouched("another run has been at work for $ask{'lock-wait'} s", 'see what it does, or try again') if time >= $end;
            nap(0.1);
            still_asked();
        }
        my @now = lstat $file;
        return $lock if @now && $mine[0] == $now[0] && $mine[1] == $now[1];    # else somebody removed the file meanwhile
    }
}

# aspera.conf.aspera-pulumi-20261124T160000Z, the newest ten of ours; nobody else's is touched. Its owner's alone: it may
# hold the stored keys of a docroot that was taken over.
sub keep_backup {
    my ($place, $bytes) = @_;
    my ($folder, $name) = @$place{qw(folder name)};
    my @t = gmtime;
    my $stamp = sprintf '%s.aspera-pulumi-%04d%02d%02dT%02d%02d%02dZ', $name, $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0];
    my ($backup) = grep { !lstat "$folder/$_" } $stamp, map { sprintf "$stamp-%02d", $_ } 2 .. 99;
    refuse_untouched('there are a hundred backups of this second', 'look at the folder of aspera.conf') unless defined $backup;
    new_file_like("$folder/$name", "$folder/$backup", $bytes, 0600);
    my @ours = grep { m{/\Q$name\E\.aspera-pulumi-[0-9]{8}T[0-9]{6}Z(?:-[0-9]{2})?\z} && !-l && -f } listing($folder);
    unlink @ours[0 .. $#ours - 10];
    return $backup;
}

# The note is written before aspera.conf changes and removed when asperanoded has answered after a restart.
# So whatever kills this run, the next one knows that a restart is owed; and with `restart none` everybody sees it.
sub owe_restart {
    my ($note) = @_;
    my $text = "aspera.conf was changed and asperanoded has not been restarted since\n";
    replace_whole($note, \$text, 0644)
        or refuse_untouched("the note that a restart is owed cannot be written ($!)", $SPACE_AND_RIGHTS);
}
