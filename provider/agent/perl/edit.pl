# ---- The edit: one value, or the elements that it needs --------------------------------------------------

# -> ([offset, length, replacement], ...), from the end of the file to its start
sub edits_for {
    my ($conf, $found, $user, $docroot) = @_;
    my ($x, $text) = ($conf->{x}, escaped($docroot));
    refuse('aspera.conf declares an encoding other than UTF-8 and the docroot is not ASCII', 'use a docroot in ASCII')
        if $docroot =~ /[^\x00-\x7f]/ && $$x =~ /\A(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/i;
    if (my $absolute = $found->{absolute}) {
        return [$absolute->{inner} - 2, 2, ">$text</absolute>"] if $absolute->{empty};    # <absolute/>
        my @pieces = @{ $absolute->{text} };
        return [$absolute->{inner}, 0, $text] unless @pieces;
        my ($first) = grep { !$_->[2] && substr($$x, $_->[0], $_->[1] - $_->[0]) =~ /\S/ || $_->[2] } @pieces;
        $first ||= $pieces[0];
        return map { [$_->[0], $_->[1] - $_->[0], $_ == $first ? $text : ''] } reverse @pieces;    # comments stay
    }
    return insertion($conf, $found->{parent}, $found->{missing}, $user, $text) if $found->{entry};
    my $place = lacking($x, $conf->{root}, qw(aaa realms realm users));
    refuse($place->{problem}, $place->{hint}) if $place->{problem};
    return insertion($conf, $place->{parent}, [@{ $place->{missing} }, 'user', @TO_DOCROOT], $user, $text, wanted_rights());
}

# New elements go to the end of the parent, indented like its first child; what is on one line stays on one line.
sub insertion {
    my ($conf, $parent, $names, $user, $text, @rights) = @_;
    my ($x, $own) = ($conf->{x}, indent_of($conf->{x}, $parent->{start}));
    my ($first, $last) = @$parent{qw(inner close)};    # of what is in the parent already
    if (!$parent->{empty}) {
        $first++ while $first < $parent->{close} && substr($$x, $first, 1) =~ /\s/;
        $last-- while $last > $parent->{inner} && substr($$x, $last - 1, 1) =~ /\s/;
    }
    my $filled = !$parent->{empty} && $first < $parent->{close};
    my $indent = $filled ? indent_of($x, $first) : defined $own ? $own . unit_of($conf) : undef;
    my ($eol, $unit) = defined $indent ? ($conf->{eol}, unit_of($conf)) : ('', '');
    my $new = $eol . nested($names, defined $indent ? $indent : '', $unit, $eol, $user, $text, @rights);
    my $own_line = $eol . (defined $own && $eol ne '' ? $own : '');
    return [$parent->{inner} - 2, 2, ">$new$own_line</$parent->{name}>"] if $parent->{empty};
    $new .= $own_line unless substr($$x, $last, $parent->{close} - $last) =~ /\n/;
    return [$last, 0, $new];
}

sub nested {
    my ($names, $indent, $unit, $eol, $user, $text, @rights) = @_;
    my ($name, @deeper) = @$names;
    return join $eol, "$indent<$name>$text</$name>", map { "$indent<${_}_allowed>true</${_}_allowed>" } @rights unless @deeper;
    my $below = "$indent$unit";
    my $first = $name eq 'user' ? "$eol$below<name>" . escaped($user) . '</name>' : '';
    return "$indent<$name>$first$eol" . nested(\@deeper, $below, $unit, $eol, $user, $text, @rights) . "$eol$indent</$name>";
}

sub indent_of {    # the blanks before something that starts its line, else undef
    my ($x, $at) = @_;
    my $line = $at == 0 ? 0 : rindex($$x, "\n", $at - 1) + 1;
    return substr($$x, $line, $at - $line) =~ /\A(?:\xef\xbb\xbf)?([ \t]*)\z/ ? $1 : undef;
}

sub unit_of {    # one step of this file's indentation
    my ($conf) = @_;
    return ${ $conf->{x} } =~ /\n([ \t]+)<[^\/!?]/ ? $1 : '  ';
}

sub edited {
    my ($x, @edits) = @_;
    my ($new, $at) = ('', 0);
    for (reverse @edits) {
        my ($from, $length, $text) = @$_;
        append_range(\$new, $x, $at, $from);
        $new .= $text;
        $at = $from + $length;
    }
    append_range(\$new, $x, $at, length $$x);
    return \$new;
}

# Our own reader must find the new value, and everything else must be as it was. With an entry it reads that entry
# alone: the rest of the file, read before, is compared byte by byte; one sound element took the place of another.
sub reads_as_wanted {
    my ($after, $conf, $found, $user, $docroot) = @_;
    my ($before, $entry) = ($conf->{x}, $found->{entry});
    my $new;
    if ($entry) {
        my ($start, $end) = ($entry->{start}, $entry->{end} + length($$after) - length $$before);
        my $behind = length($$after) - $end;
        return 0 unless same_range($after, 0, $before, 0, $start) && same_range($after, $end, $before, $entry->{end}, $behind);
        my $now = element_at($after, $start, undef);
        return 0 if $now->{end} != $end;
        $new = { x => $after, users => [$now], names => [name_of($after, $now)] };
    }
    else {
        $new = conf_of($after);
        return 0 if join("\n", grep { $_ ne $user } @{ $new->{names} }) ne join "\n", @{ $conf->{names} };
    }
    my $seen = find_user($new, $user);
    return defined $seen->{value} && $seen->{value} eq $docroot
        && conditional_bytes($after, $seen) eq conditional_bytes($before, $found);
}

# The opposite edit on the file as it is now. `undef` when our value is not there any more: then nothing is owed.
sub opposite {
    my ($conf, $before, $user, $docroot, @edits) = @_;
    my ($now, $found) = ($conf->{x}, find_user($conf, $user));
    my $absolute = $found->{absolute};
    return undef if !$absolute || $found->{value} ne $docroot;
    my $was = find_user(conf_of($before), $user)->{absolute};
    if ($was && !$was->{empty}) {    # the value was replaced: put the bytes back that stood between the tags
        my $bytes = substr $$before, $was->{inner}, $was->{close} - $was->{inner};
        return edited($now, [$absolute->{inner}, $absolute->{close} - $absolute->{inner}, $bytes]);
    }
    my ($at, $length, $added) = @{ $edits[0] };    # elements were added: take exactly those bytes out again
    my $from = $absolute->{close} - length $added;
    my $here = index $$now, $added, $from < 0 ? 0 : $from;
    return undef if $here < 0 || $here > $absolute->{inner} || $here + length $added < $absolute->{close};
    return edited($now, [$here, length $added, substr $$before, $at, $length]);
}
