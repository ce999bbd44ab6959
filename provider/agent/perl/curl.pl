# ---- Fetching: curl, told through a pipe ----------------------------------------------------------------
#
# Its words hold credentials, so that neither argv nor the environment nor a file may carry them: the settings go in by
# standard input (`-K -`), the answer comes out by a pipe. Only options that the curl of CentOS 6 (7.19) knows.

# What curl's exit codes mean (its manual, "EXIT CODES").
my %CURL_FAILED = (5 => 'the proxy has no address', 6 => 'no such host name', 7 => 'connection refused', 28 => 'no answer in time',
    35 => 'no TLS connection', 51 => 'its certificate is for another name', 52 => 'an empty answer', 56 => 'the connection broke',
    60 => 'its certificate is not trusted', 77 => 'the trusted certificates cannot be read');

my $fetch_until;    # seconds since 1970: when a proof has taken long enough

sub curl_quoted {
    my ($text) = @_;
    $text =~ s/(["\\])/\\$1/g;
    $text =~ s/\r/\\r/g;
    $text =~ s/\n/\\n/g;
    return qq("$text");
}

# fetch(method, url, headers, body, seconds, further settings) -> {status, headers, body}, or {failure} in words
sub fetch {
    my ($method, $url, $headers, $body, $seconds, @further) = @_;
    my $left = defined $fetch_until ? $fetch_until - time : $seconds;
    return { failure => 'no time was left' } if $left < 1;
    $seconds = $left if $left < $seconds;
    my @settings = (@further, 'silent', 'include', 'globoff', 'noproxy = "*"', "max-time = $seconds",
        'connect-timeout = ' . ($seconds < 4 ? $seconds : 4), 'request = ' . curl_quoted($method), 'url = ' . curl_quoted($url),
        map({ 'header = ' . curl_quoted($_) } @$headers, 'Expect:'));
    push @settings, 'data-binary = ' . curl_quoted($body) if defined $body && $body ne '';
    return http_answer(through_pipes($seconds + 2, join("\n", @settings) . "\n", 'curl', '-q', '-K', '-'));
}

# Starts a command, gives it its input, takes its output: [exit code or undef when it was late, output].
sub through_pipes {
    my ($seconds, $input, $name, @words) = @_;
    my $file = tool($name) or return [127, ''];
    pipe my $child_in, my $to_child and pipe my $from_child, my $child_out
        or refuse("no pipe can be made ($!)", 'see whether the server has run out of file handles');
    binmode $_ for $child_in, $to_child, $from_child, $child_out;
    my $pid = fork;
    refuse("no process can be started ($!)", 'see whether the server has run out of memory or processes') unless defined $pid;
    if (!$pid) {
        setpgrp 0, 0;
        $SIG{$_} = 'DEFAULT' for @SHIELDED;
        open STDIN,  '<&', $child_in;
        open STDOUT, '>&', $child_out;
        open STDERR, '>',  '/dev/null';
        no warnings 'exec';
        exec {$file} $file, @words;
        exit 126;
    }
    $under_way = $pid;
    close $child_in;
    close $child_out;
    my $end = time + $seconds;
    while (length $input) {    # a few kilobytes: less than a pipe holds
        my $wrote = syswrite $to_child, $input or last;
        substr $input, 0, $wrote, '';
    }
    close $to_child;
    my ($output, $late) = ('', 0);
    while (1) {
        my $ready = '';
        vec($ready, fileno $from_child, 1) = 1;
        my $left = $end - time;
        $late = 1, last if $left <= 0;
        next unless select $ready, undef, undef, $left;
        my $got = sysread $from_child, $output, 65536, length $output;
        last if !$got || length $output > 1_000_000;
    }
    kill 'KILL', -$pid if $late;
    close $from_child;
    waitpid $pid, 0;
    $under_way = undef;
    return [$late ? 28 : $? & 127 ? 128 + ($? & 127) : $? >> 8, $output];
}

sub http_answer {
    my ($done) = @_;
    my ($exit, $text) = @$done;
    my $answer;
    while ($text =~ s{\AHTTP/[0-9.]+ ([0-9]{3})[^\n]*\n((?:[^\r\n][^\n]*\n)*)\r?\n}{}) {
        my ($status, $lines) = ($1, $2);
        $answer = { status => $status, headers => { map { /\A([^:\s]+):\s*(.*?)\s*\z/ ? (lc $1, $2) : () } split /\n/, $lines } };
        last if $status >= 200;    # 100 Continue comes before the answer
    }
    return { failure => $CURL_FAILED{$exit} || "curl ended with exit code $exit" } if $exit != 0 && !($answer && $exit == 18);
    return { failure => 'no HTTP answer' } unless $answer;
    $answer->{body} = $text;
    return $answer;
}
