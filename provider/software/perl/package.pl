# ---- The package: fetched or received, and only the one that its checksum promises -----------------------

# Ours beside aspera's folder, for the package and the backups; nobody else may look into it.
sub work_folder {
    my $folder = "$ask{root}.aspera-pulumi";
    mkdir $folder, 0700;
    my @is = lstat $folder;
    refuse_untouched('there is no folder of ours beside aspera\'s', 'look at what has that name (aspera.aspera-pulumi), and at free space and rights')
        unless @is && -d _ && $is[4] == $> && !($is[2] & 077);
    return $folder;
}

sub get_package {
    my ($file) = @_;
    unlink $file;    # left by a run that was killed
    $ask{url} ne '' ? download($file) : receive($file);
    my $done = run($ask{'fetch-wait'}, 'sha256sum', '-b', '--', $file);
    my ($sum) = $done->{out} =~ /^\\?([0-9a-f]{64}) /m
        or refuse_untouched('sha256sum ' . how($done), 'the checksum must be known before anything else');
    refuse_untouched("the package's checksum is $sum, not the expected $ask{checksum}",
        'compare both with what the vendor says; the file was removed') if $sum ne $ask{checksum};
}

# Login and password go to curl by its standard input. No redirect is followed, so they reach no other server.
sub download {
    my ($file) = @_;
    my @settings = ('silent', 'globoff', "max-time = $ask{'fetch-wait'}", 'connect-timeout = 20',
        'url = ' . curl_quoted($ask{url}), 'output = ' . curl_quoted($file), 'write-out = "%{http_code}"');
    push @settings, 'user = ' . curl_quoted("$ask{username}:$ask{password}") if $ask{username} ne '';
    my ($exit, $status) = @{ through_pipes($ask{'fetch-wait'} + 5, join("\n", @settings) . "\n", 'curl', '-q', '-K', '-') };
    return if $exit == 0 && $status eq '200';
    my $why = $exit != 0 ? $CURL_FAILED{$exit} || "curl ended with exit code $exit" : "HTTP $status";
    my $hint = $status =~ /\A40[13]\z/ ? 'see username and password' : $status =~ /\A3/
        ? 'it leads to another address: give that one' : 'try the address from the server with curl; or give a file of your own machine';
    refuse_untouched("the package cannot be fetched: $why", $hint);
}

sub receive {
    my ($file) = @_;
    binmode DATA;
    sysopen my $out, $file, $O_WRONLY | $O_CREAT | $O_EXCL, 0600
        or refuse_untouched("no file can be made for the package ($!)", $SPACE_AND_RIGHTS);
    binmode $out;
    my $left = $ask{size};
    while ($left > 0) {
        my $got = read DATA, my $bytes, $left < 65536 ? $left : 65536;
        refuse_untouched('the package did not arrive whole', 'run `pulumi up` again') unless $got;
        print {$out} $bytes or refuse_untouched("the package cannot be written ($!)", $SPACE_AND_RIGHTS);
        $left -= $got;
    }
    close $out or refuse_untouched("the package cannot be written ($!)", $SPACE_AND_RIGHTS);
}

# What the file itself says: {name, version, by, replaces => [names]}
sub package_in {
    my ($file) = @_;
    open my $in, '<:raw', $file or refuse_untouched("the package cannot be read ($!)", $SPACE_AND_RIGHTS);
    read $in, my $start, 8;
    close $in;
    if ($start =~ /\A\xed\xab\xee\xdb/) {
        my $head = run($ask{'tool-wait'}, 'rpm', '-qp', '--qf', 'package %{NAME} %{VERSION}-%{RELEASE}\n', '--', $file);
        my ($name, $version) = $head->{out} =~ /^package (\S{1,100}) (\S{1,100})$/m
            or refuse_untouched('rpm cannot read the package: rpm ' . how($head), 'is it the right file?');
        my $old = run($ask{'tool-wait'}, 'rpm', '-qp', '--obsoletes', '--', $file);
        return { name => $name, version => $version, by => 'rpm', replaces => [$old->{out} =~ /^([a-z][\w.+-]*)(?: [<=>].*)?$/mg] };
    }
    refuse_untouched('the file is neither an RPM nor a Debian package', 'give the vendor\'s package') unless $start eq "!<arch>\n";
    my $head = run($ask{'tool-wait'}, 'dpkg-deb', '-f', $file, 'Package', 'Version', 'Replaces');
    my %field = $head->{out} =~ /^(\w+): (\S.*)$/mg;
    refuse_untouched('dpkg-deb cannot read the package: dpkg-deb ' . how($head), 'is it the right file?')
        unless $head->{exit} == 0 && $field{Package} && $field{Version};
    return { name => $field{Package}, version => $field{Version}, by => 'dpkg',
        replaces => [map { /\A\s*([a-z0-9][a-z0-9.+-]*)/ } split /,/, $field{Replaces} || ''] };
}

# What a Debian package depends on and is not installed, each as its control file writes it. dpkg's own rehearsal ends
# before it looks at that, and the real installation then leaves the package half done.
sub missing_packages {
    my ($file) = @_;
    my $needs = run($ask{'tool-wait'}, 'dpkg-deb', '-f', $file, 'Depends')->{out};
    my $known = run($ask{'tool-wait'}, 'dpkg-query', '-W', '-f', '${Status}\t${Package}\t${Version}\t${Provides}\n')->{out};
    my %versions;    # installed package, or name that one provides => versions, empty for a name without one
    for (grep { s/^\S+ ok installed\t// } split /\n/, $known) {
        my ($name, $version, $provides) = split /\t/, $_, 3;
        push @{ $versions{$name} }, $version;
        push @{ $versions{$1} }, defined $2 ? $2 : '' while $provides =~ /([a-z0-9][a-z0-9.+-]*)(?::\w+)?(?: \(= ([^)\s]+)\))?/g;
    }
    my $is_there = sub {
        my ($name, $relation, $wanted) = $_[0] =~ /\A\s*([a-z0-9][a-z0-9.+-]*)(?::\w+)?\s*(?:\(\s*([<=>]+)\s*([^)\s]+)\s*\))?/ or return 0;
        my @there = @{ $versions{$name} || [] };
        return defined $wanted ? scalar grep { $_ ne '' && run($ask{'tool-wait'}, 'dpkg', '--compare-versions', $_, $relation, $wanted)->{exit} == 0 } @there
            : scalar @there;
    };
    my @clauses = map { s/[^\x20-\x7e]/ /g; s/\A\s+|\s+\z//g; $_ } grep { /\S/ } split /,/, $needs;
    return grep { my $clause = $_; !grep { $is_there->($_) } split /\|/, $clause } @clauses;
}

# Names that the products had and have; a line is never crossed.
sub product_line {
    my ($name) = @_;
    return $name =~ /\b(?:hsts|entsrv)\b/ ? 'server' : $name =~ /\b(?:hste|p2p)\b/ ? 'endpoint' : $name;
}

sub refuse_other_product {
    my ($installed, $new) = @_;
    refuse_untouched("the server has its software from $installed->{by}, and the package is for $new->{by}", 'give the package of this system')
        if $installed->{by} ne $new->{by};
    return if $new->{name} eq $installed->{name};
    my $known = grep { $_ eq $installed->{name} } @{ $new->{replaces} };
    refuse_untouched("$installed->{name} $installed->{version} is installed, and the package is $new->{name} $new->{version}: another product",
        'product lines are never crossed; give a package of the one that is installed')
        unless $known && product_line($new->{name}) eq product_line($installed->{name});
}
