# ---- The services before and after -----------------------------------------------------------------------

my @SERVICES = qw(asperaredisd asperanoded asperacentral asperahttpd asperatrapd asperarund asperawatchd asperawatchfolderd);

sub service_states {    # of those that are installed
    return map { my $way = service_way($_); $way ? { name => $_, running => is_running($way) ? 1 : 0, enabled => is_enabled($way, $_) } : () } @SERVICES;
}

sub is_enabled {
    my ($way, $name) = @_;
    return tell_service($way, 'is-enabled', $ask{'tool-wait'})->{exit} == 0 ? 1 : 0 if $way->[0] eq 'systemctl';
    return (grep { m{/S[0-9]+\Q$name\E\z} } map { listing("/etc/rc$_.d") } 2 .. 5) ? 1 : 0;
}

sub set_enabled {
    my ($way, $name, $enabled) = @_;
    my $verb = $enabled ? 'enable' : 'disable';
    my $trap = "$ask{root}/bin/astrap-config.sh";
    return tell_service($way, $verb, $ask{'tool-wait'}) if $way->[0] eq 'systemctl';
    return run($ask{'tool-wait'}, $trap, $verb) if $name eq 'asperatrapd' && -x $trap;
    return run($ask{'tool-wait'}, 'chkconfig', $name, $enabled ? 'on' : 'off') if tool('chkconfig');
    return run($ask{'tool-wait'}, 'update-rc.d', $name, $verb);
}

# Makes the services start with the system, and run, as they did. -> what could not be done, in words
sub services_as_before {
    my (@before) = @_;
    my @trouble;
    for my $was (@before) {
        my $name = $was->{name};
        my $way  = service_way($name);
        if (!$way) { push @trouble, "$name is not installed any more"; next }
        set_enabled($way, $name, $was->{enabled}) if is_enabled($way, $name) != $was->{enabled};
        push @trouble, "$name " . ($was->{enabled} ? 'does not start with the system any more' : 'now starts with the system')
            if is_enabled($way, $name) != $was->{enabled};
        next if !$was->{running} || is_running($way);
        tell_service($way, 'start', 4 * $ask{'tool-wait'});
        push @trouble, "$name does not run" unless is_running($way);
    }
    return @trouble;
}
