# ---- apply and close: one transaction under one lock -----------------------------------------------------

sub apply {
    my $place = conf_place();
    check_folder($place);
    my $idle_until = time + $ask{'idle-wait'};
    my $collisions = 0;
    while (1) {
        my $lock = take_lock($place);
        unlink left_over($place);
        my $done = attempt($place, $idle_until);
        return answer(@$done) if ref $done;
        close $lock;
        nap(5), still_asked(), next if $done eq 'transfers are running';    # wait without the lock, then look again
        refuse_untouched('others kept changing aspera.conf while it was to be edited', 'try again when they are done')
            if ++$collisions == 10;
    }
}

# From reading to health check. -> the answer, or why to start again
sub attempt {
    my ($place, $idle_until) = @_;
    my $conf    = read_conf($place->{file});
    my $running = $conf->{transfers} = transfers();
    my $owed    = restart_owed($place);
    my $found   = find_user($conf, $ask{user});
    refuse($found->{problem}, $found->{hint}) if $found->{problem};
    my $value = $found->{value};
    my $reason = $ask{mode} eq 'close' ? nothing_to_close($found) : nothing_to_apply($conf, $found);
    return result($conf, $value, changed => 0, reason => $reason, restarted => 'no')
        if $reason ne '' && ($value ne $ask{docroot} || $ask{restart} eq 'none' && !$owed);

    my $restart = $ask{restart} ne 'none';
    my $noded   = $restart ? noded_state($conf) : 'not asked';
    return result($conf, $value, changed => 0, reason => $reason, restarted => $restart ? 'no' : 'pending')
        if $reason ne '' && (!$restart || $noded eq 'answers' && !$owed);
    my $valid = right_before($value, $noded, restart_noted($place));
    return 'transfers are running' if $ask{restart} eq 'whenIdle' && $noded ne 'stopped' && must_wait($running, $idle_until);

    if ($reason ne '') {    # the value is right; only the service is not
        my $how = restarted($place, $conf, $noded);
        unlink $place->{note};
        return result($conf, $value, changed => 0, restarted => $how,
            reason => $noded eq 'stopped' ? 'asperanoded was stopped and has been started' : 'a restart was still owed');
    }
    return change($place, $conf, $found, $valid, $noded, $owed);
}

# What must be right afterwards must be right before, or the fault would look like ours; -> what asuserdata -v says
sub right_before {
    my ($value, $noded, $noted) = @_;
    refuse_untouched('asperanoded is not installed on this server', 'install it, or give the right aspera folder')
        if $noded eq 'not installed';
    refuse_untouched('asperanoded runs but does not answer, and did so before any change', 'fix or restart it first; its log tells why')
        if $noded eq 'running, does not answer' && !$noted;
    my $valid = validation();
    refuse_untouched('asuserdata -v already complains about aspera.conf', 'run asuserdata -v on the server and fix what it reports')
        if is_red($valid);
    refuse_untouched('asuserdata -u reads another docroot for this user than aspera.conf shows', 'compare the two by hand')
        if $value ne '' && !vendor_agrees($value);
    return $valid;
}

sub must_wait {    # for running transfers; or a refusal
    my ($running, $until) = @_;
    refuse_untouched('running transfers cannot be counted', 'let this login see all processes, or choose another restart')
        unless defined $running;
    return 0 unless $running;
    return 1 if time < $until;
    refuse_untouched("$running transfers were still running after $ask{'idle-wait'} s", 'try again later, or restart regardless')
        if $ask{'idle-then'} eq 'fail';
    return 0;
}

sub change {
    my ($place, $conf, $found, $valid, $noded, $owed) = @_;
    my ($file, $note) = @$place{qw(file note)};
    my $new_file = random_name($place->{new});
    my $before = $conf->{x};
    my @edits  = edits_for($conf, $found, $ask{user}, $ask{docroot});
    my $after  = edited($before, @edits);
    refuse_untouched('the edited aspera.conf does not read as it should', 'report this, with the shape of the file around the user')
        unless reads_as_wanted($after, $conf, $found, $ask{user}, $ask{docroot});

    my $backup = keep_backup($place, $before);
    my $noted  = lstat $note && -f _;
    my $switched = eval {
        my $id = new_file_like($file, $new_file, $after);
        owe_restart($note);
        switch_to($new_file, $id, $file, $before);
    };
    if (!$switched) {
        my $thrown = $@;
        unlink $new_file;
        unlink $note unless $noted;
        die $thrown if $thrown;
        return 'somebody else wrote aspera.conf';
    }

    # From here on, whatever fails is taken back.
    my $restarting = 0;
    my $how = eval {
        refuse('the docroot reads back differently from aspera.conf', 'somebody else may be editing it')
            unless reads_back($file, $after);
        refuse('asuserdata -v complains about the changed aspera.conf', 'run asuserdata -v on the server')
            if is_worse($valid, validation());
        refuse('asuserdata -u does not read the new docroot back', 'run asuserdata -u on the server')
            unless vendor_agrees($ask{docroot});
        $restarting = $ask{restart} ne 'none';
        $restarting ? restarted_and_listed($place, $conf, $noded) : 'pending';
    };
    if (!defined $how) {
        my ($sentence, $hint) = told($@);
        my $undone = eval { undo($place, $before, $after, @edits) };
        refuse("$sentence; the change could not be taken back: " . (told($@))[0],
            "the new docroot stands in aspera.conf; the old file is $backup. $hint") unless defined $undone;
        if (!$restarting) {
            unlink $note unless $noted;
            still_taken_up($place, $before) unless $owed;
        }
        elsif (eval { restarted($place, $conf, 'undo'); 1 }) { unlink $note }
        else { $undone .= ', but asperanoded is not well: ' . (told($@))[0] }
        refuse("$sentence; $undone", $hint);
    }
    unlink $note if $restarting;
    return result($conf, $ask{docroot}, changed => 1, restarted => $how, backup => $backup, reason => '');
}

sub reads_back {    # the bytes that were checked already; else, when somebody has written since, our value among theirs
    my ($file, $after) = @_;
    return 1 if file_holds($file, $after);
    my $seen = find_user(read_conf($file), $ask{user})->{value};
    return defined $seen && $seen eq $ask{docroot};
}

# Takes our one value back and nothing else, however often others write meanwhile.
sub undo {
    my ($place, $before, $after, @edits) = @_;
    for my $try (1 .. 10) {
        my $now = read_conf($place->{file});
        my $old = ${ $now->{x} } eq $$after ? $before : opposite($now, $before, $ask{user}, $ask{docroot}, @edits);
        return 'somebody else has changed this docroot meanwhile, so theirs was left' unless $old;
        my $new = random_name($place->{new});
        my $id  = new_file_like($place->{file}, $new, $old);
        return 'the old docroot is back' if switch_to($new, $id, $place->{file}, $now->{x});
        unlink $new;
    }
    refuse('others kept changing aspera.conf', 'compare it with its backups by hand');
}
