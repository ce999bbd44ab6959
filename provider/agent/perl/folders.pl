# ---- The way to aspera.conf: nobody but root may plant something there ------------------------------------

# As root, every folder from / to the one of aspera.conf, through whatever links lead there, must be root's, and written
# by root alone: what belongs to another user, or lies where another may write, can be exchanged for a link at any moment.
# The group's bit of a folder with a POSIX ACL is the ACL's mask, so without it no ACL lets anybody write; it is refused even
# where it grants nothing. In a folder like /tmp (sticky) nobody can touch what is root's, but anybody can add to it: good on
# the way, not for the last one. The file itself may be another's, as Console wants it: it is read, and replaced with its owner.
sub check_folder {
    my ($place) = @_;
    my @folder = stat $place->{folder};
    my @file   = stat $place->{file};
    refuse('the folder of aspera.conf cannot be read', 'give this login the right to') unless @folder && @file;
    return check_way($place, @folder) if $> == 0;
    my $hint = 'let only root write to it (chown root, chmod go-w)';
    refuse('others may write to the folder of aspera.conf', $hint)
        if $folder[2] & 002 || $folder[2] & 020 && $folder[5] != 0 && $folder[5] != (split ' ', $))[0];
    refuse('the folder of aspera.conf belongs to somebody else', $hint) unless grep { $folder[4] == $_ } 0, $>;
    my $rights = 'run it as root: sudo -n perl -';
    refuse('this login may not write to the folder of aspera.conf', $rights) unless -w $place->{folder};
    refuse_untouched('this login cannot keep the owner of aspera.conf', $rights) if $file[4] != $>;
}

sub check_way {
    my ($place, @last) = @_;
    my ($here, @rest) = ('', grep { $_ ne '' && $_ ne '.' } split m{/}, "$ask{root}/etc/aspera.conf");
    my $links = 0;
    while (@rest) {
        my $next = shift @rest;
        if ($next eq '..') { $here =~ s{/[^/]*\z}{}; next }
        my @next = lstat "$here/$next" or refuse("what leads to aspera.conf has changed ($!)", 'try again');
        my ($is_link, $is_folder) = (-l _, -d _);
        check_one_folder($here eq '' ? '/' : $here, \@last, "$here/$next", $is_link || $next[4]);
        if ($is_link) {
            my $to = readlink "$here/$next";
            refuse('what leads to aspera.conf leads in circles', 'see the links in the way') if !defined $to || ++$links > 40;
            $here = '' if $to =~ m{\A/};
            unshift @rest, grep { $_ ne '' && $_ ne '.' } split m{/}, $to;
        }
        elsif ($is_folder) { $here .= "/$next" }
        elsif (@rest)      { refuse('what leads to aspera.conf has changed', 'try again') }
    }
}

# `movable`: whether others can exchange the next one in a sticky folder, as they can a link or what is not root's.
sub check_one_folder {
    my ($folder, $last, $next, $movable) = @_;
    my @is = stat $folder or refuse("$folder cannot be read ($!)", 'try again');
    my $is_last = $is[0] == $last->[0] && $is[1] == $last->[1];
    my $what    = $is_last ? 'the folder of aspera.conf' : "$folder, which leads to aspera.conf";
    my ($word, $next_word) = map { quoted_word($_) } $folder, $next;
    my $left = 'aspera.conf itself may stay the Console user\'s';
    refuse($what . ($is_last ? '' : ',') . ' belongs to somebody else', "as root on the server: chown root $word && chmod go-w $word; $left") if $is[4] != 0;
    return unless $is[2] & 022;
    refuse("others may write to $what", "as root on the server: chmod go-w $word (this ends what an ACL lets others write, too); $left")
        if $is_last || !($is[2] & 01000);
    refuse("others may exchange $next, which leads to aspera.conf",
        "as root on the server: chown root $next_word; in place of a link, give the folder that it leads to as aspera's folder") if $movable;
}

sub quoted_word {    # to paste into a shell
    my ($word) = @_;
    $word =~ s/[\x00-\x1f\x7f]/?/g;
    return $word if $word =~ m{\A[\w./+-]+\z};
    $word =~ s/'/'\\''/g;
    return "'$word'";
}
