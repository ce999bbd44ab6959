# ---- Running a command: never a shell, always a limit ----------------------------------------------------

sub nap { my ($seconds) = @_; select undef, undef, undef, $seconds }

# Where a system tool is; vendor tools are always named in full.
sub tool {
    my ($name) = @_;
    return -x $name && -f _ ? $name : undef if $name =~ m{/};
    for my $folder (split /:/, $ENV{PATH}) {
        return "$folder/$name" if -x "$folder/$name" && -f _;
    }
    return undef;
}

my $under_way;    # process group of the command that runs now

# A look may be ended at any time, for nothing is half done: by who asked, and by the clock. What it has started goes with it.
sub end_when_told {
    my ($seconds) = @_;
    $SIG{$_} = sub { kill 'KILL', -$under_way if $under_way; exit 1 } for qw(HUP INT TERM ALRM);
    alarm $seconds;
}

# run(seconds, command, words...) -> {exit, out, state}; state is "ended", "missing" or "late".
# Output goes to a nameless file, not to a pipe: a daemon that inherits it can neither block us nor be
# stopped by our going away. A late command is ended together with all that it started.
sub run {
    my ($seconds, $name, @words) = @_;
    my $file = tool($name);
    return { exit => 127, out => '', state => 'missing' } unless defined $file;
    open my $out, '+>', undef or refuse("no temporary file can be made ($!)", 'free some space in /tmp on the server');
    binmode $out;
    my $pid = fork;
    refuse("no process can be started ($!)", 'see whether the server has run out of memory or processes') unless defined $pid;
    if (!$pid) {
        setpgrp 0, 0;
        $SIG{$_} = 'DEFAULT' for @SHIELDED;
        open STDIN,  '<',  '/dev/null';
        open STDOUT, '>&', $out;
        open STDERR, '>&', $out;
        no warnings 'exec';
        exec {$file} $file, @words;
        exit 126;
    }
    $under_way = $pid;
    my ($end, $pause, $state) = (time + $seconds, 0.002, 'ended');
    while (waitpid($pid, $WNOHANG) == 0) {
        if (time > $end) {
            $state = 'late';
            kill 'TERM', -$pid;
            nap(0.3);
            kill 'KILL', -$pid;
            waitpid $pid, 0;
            last;
        }
        local $SIG{CHLD} = sub { };    # the command's end is the nap's, too
        nap($pause);
        $pause *= 1.5 if $pause < 0.05;
    }
    $under_way = undef;
    my $exit = $? & 127 ? 128 + ($? & 127) : $? >> 8;
    seek $out, 0, 0;
    read $out, my $text, 1_000_000;
    return { exit => $exit, out => $text, state => $state };
}

# How a command ended, in words.
sub how {
    my ($done) = @_;
    return $done->{state} eq 'missing' ? 'is not there'
        : $done->{state} eq 'late'     ? 'did not end in time'
        :                                "ended with exit code $done->{exit}";
}
