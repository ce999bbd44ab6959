# ---- Whether the run that asked for this is still there --------------------------------------------------

# Without a terminal nobody tells a program that its connection is gone, and output that nobody reads is noticed too late.
# But sshd's process of a connection ends with it, and then the way from us to it is another.
my $ASKED_BY = asked_by();

# The processes from our parent up to sshd's of this connection; sudo and shells stand in between.
sub asked_by {
    my ($pid, @way) = (getppid);
    while ($pid > 1 && @way < 32) {
        push @way, $pid;
        my $stat = read_file("/proc/$pid/stat") or last;
        my ($name, $parent) = $$stat =~ /\A[0-9]+ \((.*)\) [A-Za-z] ([0-9]+) /s or last;
        last if $name =~ /\Asshd/;
        $pid = $parent;
    }
    return "@way";
}

# Ends a wait that nobody waits for, before anything is changed: a change of hours later would come unasked.
sub still_asked {
    refuse_untouched('the run that asked for this has ended', 'run `pulumi up` again') if asked_by() ne $ASKED_BY;
}
