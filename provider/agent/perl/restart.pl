# ---- The restart, with manners ---------------------------------------------------------------------------

# Restarts, reloads or starts asperanoded, waits until it answers, and writes down what it has read; -> how
sub restarted {
    my ($place, $conf, $noded) = @_;
    my @read = stamps($place);
    my ($how, $done);
    if ($ask{restart} eq 'reload' && $noded ne 'stopped') {
        $how  = 'reload';
        $done = run($ask{'tool-wait'}, "$ask{root}/bin/asnodeadmin", '--reload');
    }
    else {
        my $way = service_way('asperanoded') or refuse('asperanoded is not installed on this server', 'install it');
        $how  = $way->[0];
        $done = tell_service($way, 'restart', 4 * $ask{'tool-wait'});
    }
    refuse("the $how of asperanoded " . how($done), 'see journalctl -u asperanoded, or /var/log/messages')
        if $done->{state} ne 'ended' || $done->{exit} != 0;
    my $end = time + $ask{'health-wait'};
    until (answers(node_addresses($conf))) {
        refuse("asperanoded did not answer within $ask{'health-wait'} s after its restart", 'see journalctl -u asperanoded, or /var/log/messages')
            if time >= $end;
        nap(0.3);
    }
    taken_up($place, @read);
    return $how;
}
