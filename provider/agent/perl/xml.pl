# ---- XML: one pass over the bytes, remembering where things are ------------------------------------------
#
# element_at checks an element and all that is in it, and makes nodes of those whose path is wanted
# (path => 1, or 2 when its text is wanted too, or 3 when it holds entries; without a list: all, with text):
#   {name, path, start, inner, close, end, empty, text, kids}
#   start  at its "<"      inner  behind the start tag      close  at the "</"      end  behind the end tag
#   text   [from, to, is CDATA] pieces of its own text; comments and instructions are none
# A plain entry is only {name, start, end, called}: where it is, and what its <name> says.
# Every match is /g on the one big string, with \G: that copies nothing, so time and memory stay linear.

sub place {    # offset -> line:column, the only thing that is ever told of a file's text
    my ($x, $at) = @_;
    my $before = substr $$x, 0, $at;
    my $line = 1 + ($before =~ tr/\n//);
    return $line . ':' . ($at - rindex($before, "\n"));
}

sub malformed {
    my ($x, $at, $why) = @_;
    die { sentence => "aspera.conf is not well-formed at " . place($x, $at) . ": $why", malformed => 1,
        hint => 'fix the file at that line and column (asuserdata -v tells more); nothing was changed' };
}

sub element_at {
    my ($x, $at, $wanted) = @_;
    my (@names, @nodes, $in_text);
    my ($root, $node);    # the outermost and the innermost open element; no innermost: nothing in there is wanted
    pos($$x) = $at;
    while (1) {
        my $here = pos $$x;
        my $tried = $in_text;    # once for each text, or a long one would be gone through for each of its references
        $in_text = 0;
        if (!$tried && ($node ? $node->{entries} && plain_entries($x, $node) : @names && $$x =~ /$PLAIN_ELEMENTS/gc)) {
            next;    # wanted by their names alone, or not at all
        }
        elsif ($$x =~ /\G[^<&]+/gc) {    # text
            push @{ $node->{text} }, [$here, pos $$x, 0] if $node && $node->{text};
            $in_text = 1;
        }
        elsif ($$x =~ m{\G</($XML_NAME)\s*>}gco) {    # end tag
            malformed($x, $here, 'an end tag that does not fit the open element') if !@names || $names[-1] ne $1;
            @$node{qw(close end)} = ($here, pos $$x) if $node;
            pop @names;
            pop @nodes;
            return $root unless @names;
            $node = $nodes[-1];
        }
        elsif ($$x =~ m{\G<($XML_NAME)(>?)}gco) {    # start tag
            my $name  = $1;
            my $empty = $2 ? 0 : skip_attributes($x, $here);
            my $path  = @names ? $node && "$node->{path}/$name" : "/$name";
            my $want  = $path && (!$wanted ? 2 : @names ? $wanted->{$path} : 1);
            my $new   = $want && new_node($name, $path, $here, pos $$x, $node, $want);
            $root = $new unless @names;
            if ($empty) {
                @$new{qw(close end empty)} = (pos $$x, pos $$x, 1) if $new;
                return $root unless @names;
                next;
            }
            push @names, $name;
            push @nodes, $new;
            $node = $new;
        }
        elsif ($$x =~ /\G$XML_REFERENCE/gco) {
            push @{ $node->{text} }, [$here, pos $$x, 0] if $node && $node->{text};
            $in_text = 1;
        }
        elsif ($$x =~ /\G<!\[CDATA\[/gc) {
            my $end = skip_past($x, $here, ']]>', 'a CDATA section that does not end');
            push @{ $node->{text} }, [$here, $end, 1] if $node && $node->{text};
        }
        elsif (!skip_comment_or_instruction($x)) {
            malformed($x, $here, $here >= length $$x ? 'the file ends inside an element'
                : substr($$x, $here, 1) eq '&' ? 'an & that starts no known entity' : 'a < that starts no element');
        }
    }
}

sub new_node {
    my ($name, $path, $start, $inner, $up, $want) = @_;
    my $node = { name => $name, path => $path, start => $start, inner => $inner, kids => [],
        text => $want == 2 ? [] : undef, entries => $want == 3 };
    push @{ $up->{kids} }, $node if $up;
    return $node;
}

sub skip_past {
    my ($x, $at, $what, $why) = @_;
    my $found = index $$x, $what, pos $$x;
    malformed($x, $at, $why) if $found < 0;
    return pos($$x) = $found + length $what;
}

sub skip_comment_or_instruction {
    my ($x) = @_;
    my $here = pos $$x;
    return skip_past($x, $here, '-->', 'a comment that does not end')     if $$x =~ /\G<!--/gc;
    return skip_past($x, $here, '?>', 'an instruction that does not end') if $$x =~ /\G<\?/gc;
    return 0;
}

sub skip_attributes {    # to behind the ">"; true for <name/>
    my ($x, $start) = @_;
    my %seen;
    while ($$x =~ /\G\s+($XML_NAME)\s*=\s*(?:"[^<"]*"|'[^<']*')/gco) {
        malformed($x, $start, 'an attribute is given twice') if $seen{$1}++;
    }
    $$x =~ m{\G\s*(/?)>}gc or malformed($x, $start, 'a tag that does not end');
    return $1 ne '';
}

sub attributes_of {    # of a node's start tag, which was found well-formed: name => value
    my ($x, $node) = @_;
    my $tag = substr $$x, $node->{start}, $node->{inner} - $node->{start};
    my %value;
    while ($tag =~ /\s($XML_NAME)\s*=\s*(?:"([^"]*)"|'([^']*)')/go) {
        my ($name, $text) = ($1, defined $2 ? $2 : $3);
        $text =~ s/&([#\w]+);/resolved($x, $node->{start}, $1)/ge;
        $value{$name} = $text;
    }
    return %value;
}

# The text of a node, entities resolved: what a reader of the file gets.
sub text_of {
    my ($x, $node) = @_;
    my $text = '';
    for my $piece (@{ $node->{text} }) {
        my ($from, $to, $cdata) = @$piece;
        my $bytes = $cdata ? substr($$x, $from + 9, $to - $from - 12) : substr $$x, $from, $to - $from;
        $bytes =~ s/\r\n?/\n/g;
        $bytes =~ s/&([^;]+);/resolved($x, $from, $1)/ge unless $cdata;
        $text .= $bytes;
    }
    return $text;
}

my %ENTITY = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");

sub resolved {
    my ($x, $at, $name) = @_;
    return $ENTITY{$name} if exists $ENTITY{$name};
    malformed($x, $at, 'an & that starts no known entity') unless $name =~ /\A#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6})\z/;
    my $code = $name =~ /\A#x(.+)/ ? hex $1 : substr $name, 1;
    malformed($x, $at, 'a reference to no character')
        if $code > 0x10ffff || $code < 0x20 && $code !~ /\A(?:9|10|13)\z/
        || $code >= 0xd800 && $code < 0xe000 || ($code & 0xfffe) == 0xfffe;
    my $char = chr $code;
    utf8::encode($char);
    return $char;
}

sub escaped {
    my ($text) = @_;
    $text =~ s/&/&amp;/g;
    $text =~ s/</&lt;/g;
    $text =~ s/>/&gt;/g;
    return $text;
}
