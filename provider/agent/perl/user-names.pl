# ---- Users of a domain: user@domain (realm join) and DOMAIN\user (winbind) ----------------------------------
#
# Both are good transfer users (vendor pages). The system may know the same user by the short name alone.

sub short_name {
    my ($user) = @_;
    return $1 if $user =~ /\A([^\@\\]+)\@[^\@\\]+\z/ || $user =~ /\A[^\@\\]+\\([^\@\\]+)\z/;
    return $user;
}

sub user_spellings {    # in the order in which the system is asked
    my $short = short_name($ask{user});
    return $short eq $ask{user} || $short =~ /\A-/ ? $ask{user} : ($ask{user}, $short);
}

# A number as name would be looked up as a number, so an answer must name the user itself. Names in a domain know no case.
sub names_the_user {
    my ($name) = @_;
    my $short = short_name($ask{user});
    return $short eq $ask{user} ? $name eq $short : lc short_name($name) eq lc $short;
}
