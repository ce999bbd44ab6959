# ---- The software: what ascp says of itself, else what the package database says of ascp ------------------

# -> (product, version, last day of the licence); "unknown" for what nobody says. The product's own line may count another way (SDK builds: 1.1.1),
# or say that there is none (3.9), so the version is ascp's. Without a licence file (On Demand) no day is named: ''.
sub software {
    my $ascp = "$ask{root}/bin/ascp";
    my $done = run($ask{'tool-wait'}, $ascp, '-A');
    my ($product, $version, $own);
    while ($done->{out} =~ /^[ \t]*(\S.{0,98}?)[ \t]+version[ \t]+([0-9][0-9.]{1,40}[0-9])\b/mgi) {
        my ($name, $number) = ($1, $2);
        if (lc $name eq 'ascp') { $own = $number unless defined $own }
        elsif (!defined $product) { ($product, $version) = ($name, $number) }
    }
    my $until = licence_until($done->{out});
    return (defined $product ? $product : 'ascp', defined $own ? $own : $version, $until) if defined $product || defined $own;
    my $package = package_of($ascp);
    return (($package ? @$package{qw(name version)} : ('unknown', 'unknown')), $until);
}

# `Expiration date: Thu Dec 31 15:59:59 2020` -> 2020-12-31
sub licence_until {
    my ($said) = @_;
    my ($month, $day, $year) = $said =~ /\bExpiration[ ]date:[ \t]*(?:[A-Z][a-z]{2}[ \t]+)?([A-Z][a-z]{2})[ \t]+([0-9]{1,2})
        [ \t]+[0-9:]{5,8}[ \t]+(?:[A-Z]{1,5}[ \t]+)?([0-9]{4})\b/x
        or return '';
    my %number = map { (qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec))[$_] => $_ + 1 } 0 .. 11;
    return $number{$month} ? sprintf('%04d-%02d-%02d', $year, $number{$month}, $day) : '';
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
