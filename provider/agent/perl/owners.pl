# ---- Whose a process or a port is: a name alone says nothing, and anybody may listen ----------------------

my $NET = '/proc/net';
my %uid_counts;    # uid => whether what it runs counts as Aspera's; filled when first asked

# Users whose processes count as Aspera's daemons: root, the user of asperanoded, and this login, which could read all that
# we hold in any case.
sub is_aspera_uid {
    my ($uid) = @_;
    return 1 if $uid == 0 || $uid == $>;
    if (!%uid_counts) {
        my @names = ('asperadaemon');
        my $unit = run($ask{'tool-wait'}, 'systemctl', 'show', '-p', 'User', 'asperanoded.service');
        push @names, $1 if $unit->{exit} == 0 && $unit->{out} =~ /^User=([^\s:\/-][^\s:\/]*)$/m;
        %uid_counts = (0 => 1, map { $_ => 1 } uids_of(@names));
    }
    return $uid_counts{$uid} ? 1 : 0;
}

sub uids_of {    # a number as name would be looked up as a number, so the answer must name the user itself
    my (@names) = @_;
    my %asked = map { $_ => 1 } @names;
    my $done = run($ask{'tool-wait'}, 'getent', 'passwd', @names);
    return map { /\A([^:]*):[^:]*:([0-9]+):/ && $asked{$1} ? $2 : () } split /\n/, $done->{out};
}

# Who really started a process. The effective user, and the owner of /proc/PID, are root's for a setuid program that
# anybody starts under a name of his own.
sub real_uid {
    my ($pid) = @_;
    my $status = read_file("/proc/$pid/status") or return undef;
    return $$status =~ /^Uid:\s+([0-9]+)/m ? $1 : undef;
}

# Who listens at the address of a URL: "aspera", "nobody", "another user", or "unknown" where the kernel does not tell.
sub listener {
    my ($url) = @_;
    my ($host, $port) = $url =~ m{\Ahttps?://(.+):([0-9]+)/} or return 'unknown';
    my ($sockets, $readable) = ([], 0);
    for my $table ("$NET/tcp", "$NET/tcp6") {
        my $text = read_file($table) or next;
        $readable = 1;
        push @$sockets, grep { $_->{port} == $port && takes($_->{address}, $host) } map { listening($_) } split /\n/, $$text;
    }
    return 'unknown' unless $readable;
    return 'nobody' unless @$sockets;
    return (grep { !is_aspera_socket($_) } @$sockets) ? 'another user' : 'aspera';
}

sub listening {    # one line of the table; 0A is LISTEN (include/net/tcp_states.h). The address is in the machine's byte order.
    my ($line) = @_;
    my @fields = split ' ', $line;
    return () unless @fields >= 10 && $fields[3] eq '0A' && $fields[1] =~ /\A((?:[0-9A-F]{8}){1,4}):([0-9A-F]{4})\z/;
    my ($words, $port) = ($1, hex $2);
    my $address = join '', map { pack 'L', hex } $words =~ /(.{8})/g;
    return { address => $address, port => $port, uid => $fields[7], inode => $fields[9] };
}

# Whether a socket bound to an address is reached by the host of a URL. What is no IPv4 address may be any.
sub takes {
    my ($address, $host) = @_;
    return 1 if $address !~ /[^\0]/ || $host !~ /\A[0-9]+(?:\.[0-9]+){3}\z/;
    my $wanted = pack 'C4', map { $_ & 255 } split /\./, $host;
    return $address eq $wanted || $address eq "\0" x 10 . "\xff\xff" . $wanted || $address eq "\0" x 10 . "\xff\xff\0\0\0\0";
}

# The table's user is who made the socket. Root also sees who holds it now, and one of these must be Aspera's, too.
sub is_aspera_socket {
    my ($socket) = @_;
    return 0 unless is_aspera_uid($socket->{uid});
    return 1 if $> != 0 || $socket->{inode} == 0;
    my @holders = grep { defined } map { real_uid($_) } holders_of($socket->{inode});
    return !@holders || grep({ is_aspera_uid($_) } @holders) ? 1 : 0;
}

sub holders_of {
    my ($inode) = @_;
    my @holders;
    for my $folder (grep { m{/[0-9]+\z} } listing('/proc')) {
        my $pid = substr $folder, length '/proc/';
        push @holders, $pid if grep { my $to = readlink; defined $to && $to eq "socket:[$inode]" } listing("$folder/fd");
    }
    return @holders;
}
