# ---- XML: what its parts look like -----------------------------------------------------------------------

my $XML_NAME = qr/[A-Za-z_:\x80-\xff][\w.:\x80-\xff-]*/;
my $XML_REFERENCE = qr/&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});/;

# Plain is an element of tags without attributes and blanks, text and references, and plain elements again, so deep and so many
# side by side. Nearly all of a large file is that, and one match over it takes an eighth of the time that element_at needs to go
# through it tag by tag. These patterns accept nothing that element_at would not: an end tag must fit its start tag. What is not
# plain (an attribute, a comment, CDATA, or a fault) does not match and is left to element_at, which knows the rest and says
# what is wrong. So the limits are of speed alone.
#
# Every quantifier is possessive: what does not match is looked at once. Levels are spelled out, and repetitions have an end,
# because Perl gives up, with a warning, on a group that is repeated 32,766 times.
my $PLAIN_DEPTH = 9;
my $PLAIN_TEXT = "[^<&]*+(?:$XML_REFERENCE\[^<&]*+){0,1000}+";

sub plain_element {    # the text of a pattern with $depth groups; `not` is what the outermost tag must not be
    my ($depth, $not) = @_;
    my $inner = $depth > 1 ? '(?:' . plain_element($depth - 1, '') . "$PLAIN_TEXT){0,500}+" : '';
    return "<$not($XML_NAME)(?:/>|>$PLAIN_TEXT$inner</\\g{-$depth}>)";
}

# To be matched where the last match ended, and nowhere else. The alternative that never fits hides from Perl which words must
# be there: it would look for them in all the rest of the file first, each time.
sub here { my ($pattern) = @_; return qr/\G(?:$pattern|(?!))/ }

my $PLAIN_ELEMENTS = here('(?:' . $PLAIN_TEXT . plain_element($PLAIN_DEPTH, '') . '){1,500}+');
