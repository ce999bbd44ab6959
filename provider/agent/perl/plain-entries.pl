# ---- Plain entries: a <user> or <group> in one match, with its name --------------------------------------

# A plain element with exactly one <name>, and words in that. $1 is its tag, $11 its name: 2 + $PLAIN_DEPTH.
my $OTHERS = '(?:' . plain_element($PLAIN_DEPTH, '(?!name[/>])') . "$PLAIN_TEXT){0,500}+";
my $WORDS = '\s*+([^<&\s]++(?:[ \t\n]++[^<&\s]++){0,100}+)\s*+';
my $PLAIN_ENTRY = here("$PLAIN_TEXT<($XML_NAME)>$PLAIN_TEXT$OTHERS<name>$WORDS</name>$PLAIN_TEXT$OTHERS</\\g1>");

# The plain entries that come next, into the kids of $node; -> how many.
#
# Those that one tool wrote have the same tags in the same order, so an entry makes a pattern of just its own tags for those
# behind it, which takes a third of the time. Making one takes as long as thirty matches; where no two are alike, a few are made.
sub plain_entries {
    my ($x, $node) = @_;
    my ($kids, $count) = ($node->{kids}, scalar @{ $node->{kids} });
    while (1) {
        my $like  = $node->{like};
        my $alike = $like && $$x =~ /$like/gc;
        last unless $alike || $$x =~ /$PLAIN_ENTRY/gc;
        my $entry = { name => $1, start => $-[1] - 1, end => pos $$x, called => $alike ? $2 : $11 };
        push @$kids, $entry;
        next if $alike || $entry->{end} - $entry->{start} > 5000 || ++$node->{likes} > 20;
        $node->{like} = here("$PLAIN_TEXT<(\Q$1\E)>" . same_tags($x, $+[1] + 1, $entry->{end}, $-[11]));
    }
    return @$kids - $count;
}

# A pattern of what stands in the file from one offset up to another: the same tags, the name where it was, and any text
# between them; between tags that only the layout parts without references, for speed.
sub same_tags {
    my ($x, $at, $end, $name) = @_;
    my $pattern = '';
    for (split /(<[^>]*>)/, substr $$x, $at, $end - $at) {
        my $next = $at + length;
        $pattern .= /\A</ ? quotemeta : $name >= $at && $name < $next ? $WORDS : /\S/ ? $PLAIN_TEXT : '[^<&]*+';
        $at = $next;
    }
    return $pattern;
}
