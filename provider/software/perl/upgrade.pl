# ---- The upgrade: one way only, so everything is asked before ---------------------------------------------

sub upgrade {
    my $place = conf_place();
    check_folder($place);
    my $lock = take_lock($place);
    my $work = work_folder();
    pay_rest("$work/unfinished");
    my $installed = package_of("$ask{root}/bin/ascp")
        or refuse_untouched('ascp is of no package that rpm or dpkg knows', 'it was installed another way, and must be upgraded that way');
    my $whole = ($installed->{state} || 'installed') eq 'installed';
    return nothing_to_upgrade($installed, $ask{named}) if $whole && is_enough($installed->{version}, $ask{named});

    refuse_links();
    # What must be right afterwards must be right before.
    my $before = read_conf($place->{file});
    my $noded  = noded_state($before);
    refuse_untouched('asperanoded runs but does not answer', 'fix or restart it first') if $noded eq 'running, does not answer';
    my $valid = validation();
    refuse_untouched('asuserdata -v complains about aspera.conf', 'run it on the server and fix what it reports') if is_red($valid);

    my $file = "$work/package";
    my $done = eval {
        get_package($file);
        my $new = package_in($file);
        refuse_other_product($installed, $new);
        refuse_untouched("$installed->{name} $installed->{version} is $installed->{state}, and the package is $new->{version}",
            'there is no downgrade: give that version, or a newer one') unless $whole || is_enough($new->{version}, $installed->{version});
        $whole && is_enough($installed->{version}, $new->{version}) ? 0 : do { rehearse($new, $file); $new };
    };
    my $thrown = $@;
    if (!$done) {
        unlink $file;
        die $thrown unless defined $done;
        return nothing_to_upgrade($installed, $ask{named});
    }
    my $answered = $noded eq 'answers';
    my $result = eval { replace($work, $place, $before, $installed, $done, $file, $valid, $answered) };
    $thrown = $@;
    unlink $file;
    die $thrown unless $result;
    answer(@$result);
}

sub nothing_to_upgrade {
    my ($installed) = @_;
    answer(said('false', $installed, $installed->{version}, '', [], [], 'the installed version is new enough'));
}

sub said {
    my ($changed, $package, $from, $backup, $put_back, $services, $reason) = @_;
    return (protocol => \1, changed => \$changed, package => $package->{name}, from => $from, to => $package->{version},
        backup => $backup, putBack => $put_back, services => $services, reason => $reason);
}

# The package tool's own word, before anything is touched.
sub rehearse {
    my ($new, $file) = @_;
    my $done = $new->{by} eq 'rpm' ? run($ask{'install-wait'}, 'rpm', '-Uvh', '--test', '--', $file)
        : run($ask{'install-wait'}, 'dpkg', '--dry-run', '--force-confold', '-i', $file);
    refuse_untouched("$new->{by} would not install the package" . complaint_of($done), 'see what it needs, with its own option --test or --dry-run')
        if $done->{exit} != 0;
    my @missing = $new->{by} eq 'dpkg' ? missing_packages($file) : ();
    refuse_untouched('dpkg would not install the package: it needs ' . join(', ', @missing) . ', which this server has not',
        'install that first, with apt-get') if @missing;
}

sub complaint_of {
    my ($done) = @_;
    my @lines = grep { /\S/ && !/#{3}|^Verifying|^Preparing|^Updating/ } split /\n/, $done->{out};
    my $line = @lines ? substr $lines[-1], 0, 200 : '';
    $line =~ s/[^\x20-\x7e]/?/g;
    $line =~ s/^\s+//;
    return ': it ' . how($done) . ($line eq '' ? '' : ", saying: $line");
}

sub wait_for_transfers {
    my $end = time + $ask{'idle-wait'};
    while (1) {
        my $running = transfers();
        refuse_untouched('running transfers cannot be counted', 'let this login see all processes') unless defined $running;
        return unless $running;
        refuse_untouched("$running transfers were still running after $ask{'idle-wait'} s", 'try again later, or wait longer') if time >= $end;
        nap(1);
        still_asked();
    }
}

sub replace {
    my ($work, $place, $before, $installed, $new, $file, $valid, $answered) = @_;
    my @states = service_states();
    wait_for_transfers();
    my $copy = keep_etc($work, $place);
    my $note = "$work/unfinished";
    owe_rest($note, $copy, @states);

    my @put_back;
    my $good = eval {
        local $ENV{DEBIAN_FRONTEND} = 'noninteractive';
        my $done = $new->{by} eq 'rpm' ? run($ask{'install-wait'}, 'rpm', '-Uvh', '--', $file)
            : run($ask{'install-wait'}, 'dpkg', '--force-confold', '-i', $file);
        refuse("$new->{by} did not install the package" . complaint_of($done), 'see its own log on the server') if $done->{exit} != 0;
        check_version($new);
        @put_back = put_back_kept($copy);
        my $after = read_file(conf_place()->{file});
        refuse('aspera.conf is another than before', "compare it with $copy") unless $after && $$after eq ${ $before->{x} };
        my @trouble = services_as_before(@states);
        refuse(join(', ', @trouble), 'see journalctl, or /var/log/messages') if @trouble;
        restarted(conf_place(), $before, 'answers') if $answered;
        refuse('asuserdata -v complains about aspera.conf with the new version', 'run it on the server') if is_worse($valid, validation());
        1;
    };
    if (!$good) {
        my ($sentence, $hint) = told($@);
        refuse("$sentence; " . stand($place, $copy, $answered, @states), "$hint; there is no downgrade: fix it forward, or go back to the snapshot");
    }
    unlink $note;
    return [said('true', $new, $installed->{version}, $copy, \@put_back, [map { $_->{name} } grep { $_->{running} } @states], '')];
}

sub check_version {    # by the package database and by ascp itself
    my ($new) = @_;
    my $now = package_of("$ask{root}/bin/ascp");
    refuse('after the installation ascp is of ' . ($now ? "$now->{name} $now->{version}" : 'no package') . ", not of $new->{name} $new->{version}",
        'see the package database') unless $now && $now->{name} eq $new->{name} && $now->{version} eq $new->{version};
    my (undef, $says) = software();
    my ($seen, $wanted) = map { version_parts($_) } $says, $new->{version};
    refuse("after the installation of $new->{version} ascp says that it is $says", 'see what ascp -A prints')
        if !$seen || $wanted && compare_versions($seen, $wanted) != 0;
}

# After a failure: etc as it was, the services started, and every word of what is so now.
sub stand {
    my ($place, $copy, $answered, @states) = @_;
    my $etc = put_back_etc($copy) ? 'etc is as it was' : "etc could not be put back from $copy";
    my @trouble = services_as_before(@states);
    if ($answered) {
        my $conf = eval { read_conf(conf_place()->{file}) };
        push @trouble, 'asperanoded does not answer' unless $conf && eval { restarted(conf_place(), $conf, 'answers'); 1 };
    }
    my $now = package_of("$ask{root}/bin/ascp");
    my (undef, $says) = software();
    unlink(($copy =~ m{\A(.*)/}s)[0] . '/unfinished');
    my $state = $now && $now->{state} || 'installed';
    return 'what stands: ' . ($now ? "$now->{name} $now->{version}" : 'no package') . " is $state, ascp says $says, $etc, "
        . (@trouble ? 'but ' . join(', ', @trouble) : 'the services run as before');
}
