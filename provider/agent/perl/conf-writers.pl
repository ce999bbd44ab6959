# ---- Who may write to aspera.conf itself: whoever can, sends every customer's files where he likes ----------

# -> (mode, [who]): root and Aspera's own users are nobody. The group's bit is the mask of a POSIX ACL, if there is one.
sub conf_writers {
    my ($place) = @_;
    my @is = stat $place->{file} or return ('unknown', []);
    my ($mode, $uid, $gid) = ($is[2] & 07777, @is[4, 5]);
    my @who;
    push @who, 'user ' . name_or(scalar getpwuid $uid, $uid) unless is_aspera_uid($uid);
    push @who, 'group ' . name_or(scalar getgrgid $gid, $gid) if $mode & 020;
    push @who, 'everybody' if $mode & 002;
    return (sprintf('%04o', $mode), \@who);
}

sub name_or { my ($name, $number) = @_; return defined $name && $name ne '' ? $name : $number }
