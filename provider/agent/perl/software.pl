# ---- The software: what ascp says of itself, else what the package database says of ascp ------------------

# -> (product, version); "unknown" for what nobody says. The product's own line may count another way (SDK builds: 1.1.1),
# or say that there is none (3.9), so the version is ascp's.
sub software {
    my $ascp = "$ask{root}/bin/ascp";
    my $done = run($ask{'tool-wait'}, $ascp, '-A');
    my ($product, $version, $own);
    while ($done->{out} =~ /^[ \t]*(\S.{0,98}?)[ \t]+version[ \t]+([0-9][0-9.]{1,40}[0-9])\b/mgi) {
        my ($name, $number) = ($1, $2);
        if (lc $name eq 'ascp') { $own = $number unless defined $own }
        elsif (!defined $product) { ($product, $version) = ($name, $number) }
    }
    return (defined $product ? $product : 'ascp', defined $own ? $own : $version) if defined $product || defined $own;
    my $package = package_of($ascp);
    return $package ? @$package{qw(name version)} : ('unknown', 'unknown');
}

# The package that a file came with: {name, version, by}, by rpm's database, else by Debian's, which also knows packages
# that are there in part: then {state} is another than installed.
sub package_of {
    my ($file) = @_;
    my $rpm = run($ask{'tool-wait'}, 'rpm', '-qf', '--qf', 'package %{NAME} %{VERSION}-%{RELEASE}\n', '--', $file);
    return { name => $1, version => $2, by => 'rpm' }
        if $rpm->{exit} == 0 && $rpm->{out} =~ /^package (\S{1,100}) (\S{1,100})$/m;
    my $owner = run($ask{'tool-wait'}, 'dpkg-query', '-S', '--', $file);
    return undef unless $owner->{exit} == 0 && $owner->{out} =~ m{^([a-z0-9][a-z0-9.+-]*)(?::\w+)?: \Q$file\E$}m;
    my $deb = run($ask{'tool-wait'}, 'dpkg-query', '-W', '-f', 'package ${Package} ${Version} ${Status}\n', '--', $1);
    return { name => $1, version => $2, by => 'dpkg', state => $3 }
        if $deb->{exit} == 0 && $deb->{out} =~ /^package (\S{1,100}) (\S{1,100}) \S+ \S+ ([a-z-]{1,40})$/m;
    return undef;
}
