# ---- The request: `key value` lines, values percent-encoded ----------------------------------------------

# key => [pattern of a good value, what that is in words, default (none = must be given)]
my $NAME = qr/\A[^\x00-\x1f\x7f]+\z/;
my %REQUEST = (
    'protocol'     => [qr/\A1\z/, '1, the only protocol that this agent speaks'],
    'mode'         => [qr/\A(?:observe|apply|close|prove|keep)\z/, 'observe, apply, close, prove or keep'],
    'root'         => [$NAME, 'a folder', '/opt/aspera'],
    'user'         => [qr{\A[^-/\x00-\x1f\x7f][^/\x00-\x1f\x7f]{0,255}\z},
        'a user name of 1 to 256 bytes without / and control characters'],
    'docroot'      => [qr/\A[^\x00-\x20\x7f](?:[^\x00-\x1f\x7f]{0,8190}[^\x00-\x20\x7f])?\z|\A\z/,
        'a docroot of at most 8192 bytes, without control characters and without blanks around it', ''],
    'external-id'  => [qr/\A[^\x00-\x1f\x7f]{0,1224}\z/, 'an external ID', ''],
    'mark'         => [qr/\A[^\x00-\x1f\x7f]{0,8192}\z/, 'a piece of a docroot', ''],
    'agent-file'   => [qr{\A/[^\x00-\x1f\x7f]+\z|\A\z}, 'an absolute path', ''],
    'expect'       => [qr/\A(?:none|[0-9a-f]{16})\z/, 'a fingerprint or none', 'none'],
    'create-entry' => [qr/\A(?:yes|no)\z/, 'yes or no', 'no'],
    'restart'      => [qr/\A(?:restart|reload|whenIdle|none)\z/, 'restart, reload, whenIdle or none', 'restart'],
    'idle-wait'    => [qr/\A[0-9]{1,5}\z/, 'seconds', 600],
    'idle-then'    => [qr/\A(?:fail|restart)\z/, 'fail or restart', 'fail'],
    'lock-wait'    => [qr/\A[0-9]{1,5}\z/, 'seconds', 600],    # for other runs to end
    'tool-wait'    => [qr/\A[0-9]{1,4}\z/, 'seconds', 30],     # for one command, a restart gets four times that
    'health-wait'  => [qr/\A[0-9]{1,4}\z/, 'seconds', 60],     # for asperanoded to answer after a restart
    'nonce'        => [qr/\A[0-9A-Za-z]{0,128}\z/, 'letters and digits', ''],
);
my $UTF8 = qr/\A(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]
    |[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*\z/x;
my $SENT_BY = 'the request is made by the program that sends the agent; agent and program must be of one version';

# The lines of the next request on standard input; an empty one ends it. None when there is no further request.
sub request_lines {
    my @lines;
    while (defined(my $line = <DATA>)) {
        chomp $line;
        return @lines if $line eq '';    # what follows is not this request
        push @lines, $line;
    }
    close DATA;
    return @lines;
}

sub read_request {
    my $number = 0;
    for my $line (@_) {
        $number++;
        my ($key, $value) = $line =~ /\A([a-z-]{1,32})(?: ([A-Za-z0-9._~%-]*))?\z/
            or refuse("line $number of the request is no `key value` line", $SENT_BY);
        my $rule = $REQUEST{$key} or refuse("the request has an unknown key `$key`", $SENT_BY);
        refuse("the request gives `$key` twice", $SENT_BY) if exists $ask{$key};
        $value = '' unless defined $value;
        refuse("`$key` has a % that is no encoded byte", $SENT_BY) if $value =~ /%(?![0-9A-Fa-f]{2})/;
        $value = percent_decoded($value);
        refuse("`$key` is not " . $rule->[1], $SENT_BY)
            unless length $value <= 8192 && $value =~ $rule->[0] && $value =~ $UTF8 && $value !~ /\xef\xbf[\xbe\xbf]/;
        $ask{$key} = $value;
    }
    complete_request();
}

sub complete_request {
    $ask{'tool-wait'} = 8 if !exists $ask{'tool-wait'} && ($ask{mode} || '') eq 'observe';    # a look must not take long
    for my $key (sort keys %REQUEST) {
        next if exists $ask{$key};
        refuse("the request lacks `$key`", $SENT_BY) if @{ $REQUEST{$key} } < 3;
        $ask{$key} = $REQUEST{$key}[2];
    }
    refuse('apply needs a docroot: an empty one, or AS_NULL, would open the whole file system', $SENT_BY)
        if $ask{mode} eq 'apply' && $ask{docroot} =~ /\A(?:AS_NULL)?\z/;
    refuse('close needs a docroot below /nonexistent/ and the mark of what is ours', $SENT_BY)
        if $ask{mode} eq 'close' && ($ask{docroot} !~ m{\A/nonexistent/.} || $ask{mark} eq '');

    # A relative folder starts where the login starts.
    if ($ask{root} !~ m{\A/}) {
        my $here = readlink '/proc/self/cwd';
        refuse('the login starts in no folder', 'give aspera\'s folder as an absolute path') unless defined $here;
        $ask{root} = "$here/$ask{root}";
    }
    $ask{root} =~ s{(?<=.)/+\z}{};
}
