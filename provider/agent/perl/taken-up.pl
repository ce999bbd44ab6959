# ---- What asperanoded has taken up: its start against the times of the files that it read -----------------
#
# asperanoded serves what it read at its start. A file that is newer is served by nobody yet, whoever wrote it; a file that
# was edited, taken up by a restart and put back reads right and is served wrong. Where the start cannot be seen, nothing is said.

# System calls by their number on this machine: what Perl tells in whole seconds, the kernel knows to the nanosecond. Where
# the number is not known, whole seconds have to do (Time::HiRes is a package of its own on RHEL).
my ($CLOCK_GETTIME, $NEWFSTATAT) = $Config{archname} =~ /\Ax86_64/ ? (228, 262)
    : $Config{archname} =~ /\Aaarch64/             ? (113, 79)
    : $Config{archname} =~ /\A(?:ppc64|powerpc64)/ ? (246, 291)
    :                                                ();

# Seconds since 1970 (0) or of the clock that never jumps (1); undef where that cannot be asked.
sub fine_clock {
    my ($which) = @_;
    my $buffer = "\0" x 16;
    return undef unless $CLOCK_GETTIME && syscall($CLOCK_GETTIME, $which, $buffer) == 0;
    my ($seconds, $nano) = unpack 'q2', $buffer;
    return $seconds + $nano / 1e9;
}

# When this machine was started, by the clock as it is now, and how many seconds a time that is reckoned from it may be off:
# the kernel counts a process's start in hundredths, and stamps files with its last tick.
sub machine_started {
    my $text = read_file('/proc/uptime') or return;
    my ($uptime) = $$text =~ /\A([0-9]+(?:\.[0-9]+)?) / or return;
    my $now = fine_clock(0);
    return defined $now ? ($now - $uptime, 0.05) : (time - $uptime, 1.05);
}

# One file as it stands there, a link itself: (device, inode, change of its bytes, change of anything), or nothing.
sub stamp {
    my ($file) = @_;
    my @plain = lstat $file or return;
    my ($name, $buffer) = ("$file", "\0" x 256);
    my @fine;
    @fine = unpack 'x88 q4', $buffer if $NEWFSTATAT && syscall($NEWFSTATAT, -100, $name, $buffer, 0x100) == 0;
    @fine = ($plain[9], 0, $plain[10], 0) unless @fine && $fine[0] == $plain[9] && $fine[2] == $plain[10];
    return ($plain[0], $plain[1], $fine[0] + $fine[1] / 1e9, $fine[2] + $fine[3] / 1e9);
}

# aspera.conf and the links that lead to it: which files they are, and of when.
sub stamps {
    my ($place) = @_;
    return map { [stamp($_)] } @{ $place->{links} }, $place->{file};
}

sub stamped { return join "\n", map { join ' ', map { sprintf '%.6f', $_ } @$_ } @_, [] }

# Owed by a note of ours that is younger than the daemon, or by a file that is.
sub restart_owed {
    my ($place) = @_;
    return 1 if restart_noted($place);
    my ($since, $off) = daemon_started();
    return 0 unless defined $since;
    my @stamps = stamps($place);
    my $known = is_plain($place->{taken}) ? read_file($place->{taken}) : undef;
    return 0 if $known && $$known eq stamped(@stamps);    # not touched since our last restart, whatever the clock did
    my $now = time;
    return grep({ $_ > $since + $off && $_ <= $now + 1 } map { @$_[2, 3] } grep { @$_ } @stamps) ? 1 : 0;
}

sub is_plain { my ($file) = @_; return lstat $file && -f _ }

# By our own note alone: the run that wrote it was killed, or was told not to restart.
sub restart_noted {
    my ($place) = @_;
    my @note = stamp($place->{note});
    return 0 unless @note && is_plain($place->{note});
    my ($since) = daemon_started();
    return !(defined $since && $since > $note[2]);
}

# Written when asperanoded has answered after a restart or a reload of ours: what it has read. Without it the times decide.
sub taken_up {
    my ($place, @stamps) = @_;
    my $text = stamped(@stamps);
    replace_whole($place->{taken}, \$text, 0644);
}

# After an undo without a restart: a new file with the bytes that asperanoded has read. What others wrote since is none.
sub still_taken_up {
    my ($place, $bytes) = @_;
    my @stamps = stamps($place);
    taken_up($place, @stamps) if file_holds($place->{file}, $bytes);
}

# Whether a run is between its edit and its health check: the kernel's list of locks names the inode. A lock on another file
# system may have the same one, and then somebody waits in vain for a few seconds.
sub at_work {
    my ($place) = @_;
    my @lock = lstat $place->{lock} or return 0;
    my $locks = read_file('/proc/locks') or return 0;
    return $$locks =~ /^[0-9]+: FLOCK .*:$lock[1] /m ? 1 : 0;
}
