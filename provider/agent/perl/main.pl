# ---- The work --------------------------------------------------------------------------------------------

my %MODES = (observe => \&observe, apply => \&apply, close => \&apply, prove => \&prove, keep => \&keep);

# Does what one request asks; the exit code of that.
sub work {
    return 0 if eval { read_request(@_); $MODES{ $ask{mode} }->(); 1 };
    complain($@);
    return 1;
}

my @request = request_lines();
my ($token) = @request == 1 ? $request[0] =~ /\Amany ([0-9a-f]{16})\z/ : ();
exit work(@request) unless defined $token;

# Many requests of one run, one after another: each is done by a process of its own, so that nothing of it is left for the
# next, and ends with a line on both streams that only the run knows.
$| = 1, select $_ for *STDERR, *STDOUT;
while (@request = request_lines()) {
    my $pid = fork;
    if (defined $pid && !$pid) {
        close DATA;
        $ASKED_BY = asked_by();
        exit work(@request);
    }
    my $code = 1;
    if (defined $pid) {
        waitpid $pid, 0;
        $code = $? & 127 ? 'signal' : $? >> 8;
    }
    else { complain({ sentence => "the server starts no process: $!", hint => 'see what runs there' }) }
    print {$_} "\naspera-agent-end: $token $code\n" for *STDOUT, *STDERR;
}
exit 0;
