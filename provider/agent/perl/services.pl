# ---- The server: services, health, transfers, users ------------------------------------------------------

my $INIT = '/etc/init.d';

# Processes by program name, of this installation: a list of start times (seconds since 1970); undef = cannot be seen.
sub processes {
    my ($name) = @_;
    opendir my $proc, '/proc' or return undef;
    return undef unless -r '/proc/1/stat';    # hidepid
    my ($boot) = map { /^btime ([0-9]+)/m ? $1 : 0 } map { $_ ? $$_ : '' } read_file('/proc/stat');
    my @found;
    for my $pid (grep { /\A[0-9]+\z/ } readdir $proc) {
        my $stat = read_file("/proc/$pid/stat") or next;
        my ($program, $rest) = $$stat =~ /\A[0-9]+ \((.*)\) (.*)/s or next;
        next unless $program eq $name;
        my $words = read_file("/proc/$pid/cmdline") or next;
        my ($path) = grep { m{\A/.*/\Q$name\E\z} } grep { defined } (split /\0/, $$words)[0, 1];    # [1]: of a script
        next if defined $path && !is_of_this_aspera($path);
        my @fields = split ' ', $rest;
        next if $fields[0] eq 'Z';
        push @found, $boot + $fields[19] / 100;
    }
    return \@found;
}

sub is_of_this_aspera {    # FOLDER/bin/program, under whatever name FOLDER is known
    my ($path) = @_;
    my @home = stat(($path =~ m{\A(.*)/[^/]+/[^/]+\z}s)[0] || '/');
    my @root = stat $ask{root};
    return @home && @root && $home[0] == $root[0] && $home[1] == $root[1];
}

sub daemon_started {
    my $found = processes('asperanoded') or return undef;
    return (sort { $b <=> $a } @$found)[0];
}

sub transfers { my $found = processes('ascp'); return $found ? scalar @$found : undef }

# How a service is spoken to: [word for it, command, words before, words after the verb]; undef = not installed.
sub service_way {
    my ($service) = @_;
    my $units = run($ask{'tool-wait'}, 'systemctl', 'list-unit-files', '--no-legend', '--no-pager', "$service.service");
    return ['systemctl', 'systemctl', [], [$service]] if $units->{exit} == 0 && $units->{out} =~ /^\s*\Q$service\E\.service\b/m;
    return undef unless -x "$INIT/$service";
    return ['service', 'service', [$service], []] if tool('service');
    return ['init.d', "$INIT/$service", [], []];
}

sub tell_service {
    my ($way, $verb, $seconds) = @_;
    return run($seconds, $way->[1], @{ $way->[2] }, $verb, @{ $way->[3] });
}

sub is_running {
    my ($way) = @_;
    return tell_service($way, $way->[0] eq 'systemctl' ? 'is-active' : 'status', $ask{'tool-wait'})->{exit} == 0;
}

# Life is any HTTP status, an error one included.
sub answers {
    my (@addresses) = @_;
    for my $url (@addresses) {
        my $done = run($ask{'tool-wait'}, 'curl', '-q', '-k', '-s', '-g', '-o', '/dev/null', '-w', '%{http_code}',
            '--noproxy', '*', '--connect-timeout', 3, '--max-time', 5, $url);
        refuse('there is no curl on the server', 'install curl: it asks asperanoded whether it is well') if $done->{state} eq 'missing';
        return 1 if $done->{out} =~ /[1-9][0-9]{2}\z/;
    }
    return 0;
}

sub noded_state {
    my ($conf) = @_;
    return 'answers' if answers(node_addresses($conf));
    my $way = service_way('asperanoded') or return 'not installed';
    return is_running($way) ? 'running, does not answer' : 'stopped';
}

sub trapd_state {
    my $way = service_way('asperatrapd') or return -e "$ask{root}/bin/astrap-config.sh" ? 'disabled' : 'not installed';
    return 'running' if is_running($way);
    my $enabled = $way->[0] eq 'systemctl' ? tell_service($way, 'is-enabled', $ask{'tool-wait'})->{exit} == 0
        : grep { m{/S[0-9]+asperatrapd\z} } map { listing("/etc/rc$_.d") } 2 .. 5;
    return $enabled ? 'stopped' : 'disabled';
}

sub s3_traffic {
    my $text = read_file("$ask{root}/etc/trapd/s3.properties") or return 'unknown';
    return $$text =~ /^[ \t]*s3service\.https-only[ \t]*[=:][ \t]*true[ \t\r]*$/m ? 'https' : 'http';
}

# A number as name would be looked up as a number, so the answer must name the user itself.
sub system_user {
    my $done = run($ask{'tool-wait'}, 'getent', 'passwd', $ask{user});
    refuse('getent ' . how($done) . ', so it is unknown whether the transfer user exists', 'see the user database of the server (getent passwd)')
        if $done->{state} ne 'ended' || $done->{exit} != 0 && $done->{exit} != 2;
    return $done->{exit} == 0 && $done->{out} =~ /^\Q$ask{user}\E:/m;
}

sub groups_of_user {
    my $done = run($ask{'tool-wait'}, 'id', '-Gn', '--', $ask{user});
    return $done->{exit} == 0 ? [split ' ', $done->{out}] : [];
}
