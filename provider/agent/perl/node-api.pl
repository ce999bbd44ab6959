# ---- The Node API: the docroot listed through Aspera's own reader ----------------------------------------
#
# Nobody but Aspera knows for sure how it reads a docroot. With a node user of the transfer user it can be asked:
# POST /files/browse (Node API reference). The password goes to curl by its standard input, as everything secret does.

%REQUEST = (%REQUEST,
    'node-user'     => [qr/\A[^:\x00-\x1f\x7f]{0,256}\z/, 'a node user without colon', ''],
    'node-password' => [qr/\A[^\x00-\x1f\x7f]{0,1024}\z/, 'a password', ''],
);

# How listing / ended: "done", or what came instead; "not asked" without a node user.
sub aspera_leg {
    my ($conf) = @_;
    return 'not asked' if $ask{'node-user'} eq '';
    my $ended = 'other: no address in aspera.conf';
    for my $ping (node_addresses($conf)) {
        if ((my $whose = listener($ping)) =~ /\A(?:another user|unknown)\z/) {    # nobody else is sent the password
            $ended = 'other: ' . ($whose eq 'unknown' ? 'the owner of its port cannot be seen' : 'its port is held by another user')
                . ', so no password was sent';
            last;
        }
        (my $url = $ping) =~ s{/ping\z}{/files/browse};
        my $got = fetch('POST', $url, ['Content-Type: application/json'], '{"path":"/"}', 15,
            'insecure', 'user = ' . curl_quoted("$ask{'node-user'}:$ask{'node-password'}"));
        $ended = defined $got->{failure} ? "unreachable: $got->{failure}"
            : $got->{status} == 200 && $got->{body} =~ /"items"\s*:/ ? 'done' : "other: HTTP $got->{status}";
        last unless defined $got->{failure};
    }
    return $ended;
}

# The leg, where the user's docroot is already the wanted one: before that it would prove another docroot.
sub aspera_leg_if_switched {
    return 'not asked' if $ask{'node-user'} eq '' || $ask{docroot} eq '';
    my $conf = eval { read_conf(conf_place()->{file}) } or return 'not asked';
    my $value = find_user($conf, $ask{user})->{value};
    return defined $value && $value eq $ask{docroot} ? aspera_leg($conf) : 'not asked';
}

# After a switch: the service answers, and where a node user is given, it lists the new docroot. -> how it was restarted
sub restarted_and_listed {
    my ($place, $conf, $noded) = @_;
    my $how = restarted($place, $conf, $noded);
    return $how if $ask{'node-user'} eq '' || $ask{mode} ne 'apply';
    my $end = time + ($ask{'health-wait'} < 20 ? $ask{'health-wait'} : 20);
    while (1) {
        my $leg = aspera_leg($conf);
        return $how if $leg eq 'done';
        $leg =~ s/\Aother: //;
        refuse("asperanoded does not list the new docroot for the node user ($leg)",
            'HTTP 401 is a wrong node user or password (asnodeadmin -l); else see var/log/trapd/aspera-trapd.log in aspera\'s folder')
            if time >= $end;
        nap(1);
    }
}
