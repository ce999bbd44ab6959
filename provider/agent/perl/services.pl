# ---- The server: services, health, transfers, users ------------------------------------------------------

my $INIT = '/etc/init.d';

# Processes by program name, of this installation and of users who count: what each is called, by whom it was started, and
# when, in seconds after the machine; undef = cannot be seen. `counts` says whether a real uid counts.
sub processes {
    my ($name, $counts) = @_;
    opendir my $proc, '/proc' or return undef;
    return undef unless -r '/proc/1/stat';    # hidepid
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
        my $uid = real_uid($pid);
        push @found, { pid => $pid, parent => $fields[1], started => $fields[19] / 100 } if defined $uid && $counts->($uid);
    }
    return \@found;
}

sub is_of_this_aspera {    # FOLDER/bin/program, under whatever name FOLDER is known
    my ($path) = @_;
    my @home = stat(($path =~ m{\A(.*)/[^/]+/[^/]+\z}s)[0] || '/');
    my @root = stat $ask{root};
    return @home && @root && $home[0] == $root[0] && $home[1] == $root[1];
}

# When asperanoded was started, by the clock as it is now, and how far that may be off; nothing where it cannot be seen. What it
# has started itself, for its work, did not read the file again.
sub daemon_started {
    my ($boot, $off) = machine_started() or return;
    my $found = processes('asperanoded', \&is_aspera_uid);
    return started_by_systemd() unless $found && @$found;
    my %daemon = map { $_->{pid} => 1 } @$found;
    my ($last) = sort { $b <=> $a } map { $_->{started} } grep { !$daemon{ $_->{parent} } } @$found;
    return unless defined $last && $boot + $last < time + 2;    # a container's uptime is not the kernel's
    return ($boot + $last, $off);
}

# The same as systemd tells anybody, also one who sees no processes but his own (hidepid).
sub started_by_systemd {
    my $unit = run($ask{'tool-wait'}, 'systemctl', 'show', '-p', 'ExecMainStartTimestampMonotonic', 'asperanoded.service');
    my ($micro) = $unit->{out} =~ /^ExecMainStartTimestampMonotonic=([1-9][0-9]*)$/m or return;
    my ($now, $steady) = (fine_clock(0), fine_clock(1));
    return unless defined $now && defined $steady && $micro / 1e6 <= $steady;
    return ($now - $steady + $micro / 1e6, 0.05);
}

# Running transfers. They run as their users, so those count, too: who is in aspera.conf, or has aspshell as shell. Of a user
# who cannot be looked up it is not known, and a transfer that is overlooked would be cut.
sub transfers {
    my %known;
    my $found = processes('ascp', sub {
        my ($uid) = @_;
        $known{$uid} = is_aspera_uid($uid) || is_transfer_uid($uid) unless exists $known{$uid};
        return $known{$uid};
    });
    return $found ? scalar @$found : undef;
}

sub is_transfer_uid {
    my ($uid) = @_;
    my $done = run($ask{'tool-wait'}, 'getent', 'passwd', $uid);
    return 1 if $done->{state} ne 'ended' || $done->{exit} != 0 && $done->{exit} != 2;
    return 1 if $done->{out} =~ m{/aspshell[^/:\n]*$}m;
    my $conf = eval { read_conf(conf_place()->{file}) } or return 1;
    return scalar grep { $_ == $uid } uids_of(grep { defined && /\A[^-\0][^\0]*\z/ } @{ $conf->{names} });
}

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

# Life is any HTTP status, an error one included, from a port that is Aspera's: nothing is asked of anybody else.
sub answers {
    my (@addresses) = @_;
    refuse('there is no curl on the server', 'install curl: it asks asperanoded whether it is well') unless defined tool('curl');
    for my $url (grep { listener($_) =~ /\A(?:aspera|unknown)\z/ } @addresses) {
        my $done = run($ask{'tool-wait'}, 'curl', '-q', '-k', '-s', '-g', '-o', '/dev/null', '-w', '%{http_code}',
            '--noproxy', '*', '--connect-timeout', 3, '--max-time', 5, $url);
        return 1 if $done->{out} =~ /[1-9][0-9]{2}\z/;
    }
    return 0;
}

sub noded_state {
    my ($conf) = @_;
    my $way = service_way('asperanoded');
    return 'answers' if answers(node_addresses($conf));
    return 'not installed' unless $way;
    return is_running($way) ? 'running, does not answer' : 'stopped';
}

# From 4.4 on, S3 may be reached by a library and not by this daemon (libpvcl_cloud.so is named in IBM/aspera-cli's README).
sub trapd_state {
    my ($version) = @_;
    my $way = service_way('asperatrapd');
    return 'running' if $way && is_running($way);
    return 'unknown' if -e "$ask{root}/lib/pvcl/libpvcl_cloud.so";
    if (!$way) {
        return 'disabled' if -e "$ask{root}/bin/astrap-config.sh";
        return $version =~ /\A([0-9]+)\.([0-9]+)/ && ($1 > 4 || $1 == 4 && $2 >= 4) ? 'unknown' : 'not installed';
    }
    my $enabled = $way->[0] eq 'systemctl' ? tell_service($way, 'is-enabled', $ask{'tool-wait'})->{exit} == 0
        : grep { m{/S[0-9]+asperatrapd\z} } map { listing("/etc/rc$_.d") } 2 .. 5;
    return $enabled ? 'stopped' : 'disabled';
}

# jets3t trims the value and compares it whatever its case; without the key it is false.
sub s3_traffic {
    my $text = read_file("$ask{root}/etc/trapd/s3.properties") or return 'unknown';
    my $value_of = java_properties($$text) or return 'unknown';
    my $value = $value_of->{'s3service.https-only'};
    return defined $value && $value =~ /\A\s*true\s*\z/i ? 'https' : 'http';
}

sub system_user {
    for my $name (user_spellings()) {
        my $done = run($ask{'tool-wait'}, 'getent', 'passwd', $name);
        refuse('getent ' . how($done) . ', so it is unknown whether the transfer user exists', 'see the user database of the server (getent passwd)')
            if $done->{state} ne 'ended' || $done->{exit} != 0 && $done->{exit} != 2;
        return 1 if $done->{exit} == 0 && grep { names_the_user($_) } $done->{out} =~ /^([^:\n]+):/mg;
    }
    return 0;
}

sub groups_of_user {
    for my $name (user_spellings()) {
        my $done = run($ask{'tool-wait'}, 'id', '-Gn', '--', $name);
        return [split ' ', $done->{out}] if $done->{exit} == 0;
    }
    return [];
}
