# ---- The etc folder: kept before, put back after ---------------------------------------------------------

# What an installer must never change: configuration, licence, and who this node is.
my @KEPT = qw(aspera.conf aspera-license conf.d/node_id.conf conf.d/cluster_id.conf);

# The copy of etc would hold a link alone, and an installer that writes through it would take the only text there is.
sub refuse_links {
    my ($link) = grep { -l "$ask{root}/etc/$_" } @KEPT;
    refuse_untouched("$link is a link, and the backup of etc would hold the link alone", 'make it a plain file for the time of the upgrade') if defined $link;
}

# A whole copy of etc below our folder; -> its place. The newest five stay.
sub keep_etc {
    my ($work, $place) = @_;
    my @t = gmtime;
    my $stamp = sprintf 'etc-%04d%02d%02dT%02d%02d%02dZ', $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0];
    my ($name) = grep { !lstat "$work/$_" } $stamp, map { sprintf "$stamp-%02d", $_ } 2 .. 99;
    my $copy = "$work/$name";
    my $done = mkdir($copy, 0700) ? run($ask{'install-wait'}, 'cp', '-a', '--', "$ask{root}/etc/.", $copy) : { exit => 1, state => 'ended' };
    if ($done->{exit} != 0) {
        run($ask{'tool-wait'}, 'rm', '-rf', '--', $copy);
        refuse_untouched('etc cannot be backed up: cp ' . how($done), 'see the free space and the rights beside aspera\'s folder');
    }
    unlink $copy . ($place->{lock} =~ m{(/[^/]+)\z})[0];    # the lock in use must never be replaced
    my @ours = grep { m{/etc-[0-9]{8}T[0-9]{6}Z(?:-[0-9]{2})?\z} && !-l && -d } listing($work);
    run($ask{'tool-wait'}, 'rm', '-rf', '--', @ours[0 .. $#ours - 5]) if @ours > 5;
    return $copy;
}

# Puts back what the installer changed of that which is kept; -> names
sub put_back_kept {
    my ($copy) = @_;
    my @put_back;
    for my $name (@KEPT) {
        my ($old, $now) = map { read_file("$_/$name") } $copy, "$ask{root}/etc";
        next if !$old || $now && $$now eq $$old;
        my ($folder) = "$ask{root}/etc/$name" =~ m{\A(.*)/}s;
        mkdir $folder, 0755;
        my $done = run($ask{'tool-wait'}, 'cp', '-a', '--remove-destination', '--', "$copy/$name", "$ask{root}/etc/$name");
        refuse("$name was changed by the installation and cannot be put back: cp " . how($done), $SPACE_AND_RIGHTS) if $done->{exit} != 0;
        push @put_back, $name;
    }
    return @put_back;
}

# Everything that was in etc, as it was; what is new stays.
sub put_back_etc {
    my ($copy) = @_;
    mkdir "$ask{root}/etc", 0755;
    return run($ask{'install-wait'}, 'cp', '-a', '--remove-destination', '--', "$copy/.", "$ask{root}/etc")->{exit} == 0;
}

# What a run that is killed owes: written before the installation, removed after.
sub owe_rest {
    my ($note, $copy, @states) = @_;
    my $text = join '', "$copy\n", map { "$_->{name} $_->{running} $_->{enabled}\n" } @states;
    replace_whole($note, \$text, 0600) or refuse_untouched("the note of the upgrade cannot be written ($!)", $SPACE_AND_RIGHTS);
}

sub package_tool_runs {
    return scalar grep { my $stat = m{/[0-9]+\z} && read_file("$_/stat"); $stat && $$stat =~ /\A[0-9]+ \((?:rpm|dpkg)\) [^ZX]/ } listing('/proc');
}

sub pay_rest {    # of a run that was killed during the installation
    my ($note) = @_;
    my $text = read_file($note) or return;
    my $end = time + $ask{'install-wait'};
    nap(1) while package_tool_runs() && time < $end;    # it outlives the run that started it
    my ($copy, @lines) = split /\n/, $$text;
    if (defined $copy && $copy =~ m{\A\Q$ask{root}\E\.aspera-pulumi/etc-[0-9TZ-]+\z} && -d $copy) {
        put_back_kept($copy);
        services_as_before(map { /\A([a-z]+) ([01]) ([01])\z/ ? { name => $1, running => $2, enabled => $3 } : () } @lines);
    }
    unlink $note;
}
