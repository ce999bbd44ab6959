# ---- aspera.conf: where the user, the docroot and the Node API address are -------------------------------

my $REALM  = '/CONF/aaa/realms/realm';
my %WANTED = (
    (map { $_ => 1 } '/CONF/aaa', '/CONF/aaa/realms', $REALM, "$REALM/users/user", "$REALM/groups/group", '/CONF/default',
        '/CONF/server'),
    (map { $_ => 2 } "$REALM/users/user/name", "$REALM/groups/group/name",
        map { "/CONF/server/$_" } qw(listen enable_http http_port enable_https https_port)),
    (map { $_ => 3 } "$REALM/users", "$REALM/groups"),
);
my @TO_DOCROOT = qw(file_system access paths path absolute);

# The whole file, checked; and the nodes that matter here, by path.
sub conf_of {
    my ($x) = @_;
    malformed($x, 0, 'its encoding is not made of single bytes (UTF-16?)') if $$x =~ /\A(?:\xfe\xff|\xff\xfe|\0|.\0)/s;
    malformed($x, $-[0], 'a control character') if $$x =~ /[\x00-\x08\x0b\x0c\x0e-\x1f]/g;
    pos($$x) = 0;
    $$x =~ /\G\xef\xbb\xbf/gc;
    skip_prolog($x);
    malformed($x, pos $$x, 'no element starts here') unless $$x =~ /\G<($XML_NAME)/gc;
    my $top = $1;
    malformed($x, $-[0], 'its outermost element is not CONF') unless lc $top eq 'conf';
    my %wanted = %WANTED;
    if ($top ne 'CONF') { %wanted = map { (my $path = $_) =~ s{\A/CONF}{/$top}; $path => $WANTED{$_} } keys %WANTED }
    my $root = element_at($x, $-[0], \%wanted);
    skip_prolog($x);
    malformed($x, pos $$x, 'something follows the outermost element') if pos($$x) < length $$x;

    my $conf = { x => $x, root => $root, eol => $$x =~ /\A[^\n]*\r\n/ ? "\r\n" : "\n" };
    $conf->{users} = [deep($root, qw(aaa realms realm users user))];
    $conf->{names} = [map { name_of($x, $_) } @{ $conf->{users} }];
    return $conf;
}

sub skip_prolog {    # blanks, comments, instructions; a document type is refused: its entities would be unknown to us
    my ($x) = @_;
    pos($$x) = 0 unless defined pos $$x;
    while (1) {
        $$x =~ /\G\s+/gc;
        malformed($x, pos $$x, 'a DOCTYPE, which this program does not follow') if $$x =~ /\G(?=<!DOCTYPE)/gci;
        last unless skip_comment_or_instruction($x);
    }
}

sub kids_of { my ($node, $name) = @_; return grep { $_->{name} eq $name } @{ $node->{kids} } }

sub deep {    # all descendants along these names
    my ($node, @names) = @_;
    my @level = ($node);
    for my $name (@names) { @level = map { kids_of($_, $name) } @level }
    return @level;
}

sub name_of {
    my ($x, $node) = @_;
    return $node->{called} if defined $node->{called};
    my $name = join "\n", map { text_of($x, $_) } kids_of($node, 'name');    # two names fit nobody
    $name =~ s/\A\s+|\s+\z//g;
    return $name;
}

# What the file says about the user that was asked for:
#   {value, entry, absolute}          the docroot, the user's node and the docroot's; or, without a docroot's node,
#   {value, entry, parent, missing}   the node where the missing ones belong, and their names
#   {value}                           no entry of this user
#   {conditional}                     beside these: what counts for clients at one address alone
#   {problem, hint}                   something that we must not guess about
sub find_user {
    my ($conf, $user) = @_;
    my $x = $conf->{x};
    my @entries = @{ $conf->{users} }[grep { $conf->{names}[$_] eq $user } 0 .. $#{ $conf->{names} }];
    return { value => '' } unless @entries;
    return unclear($x, '<user> entries for this user', @entries) if @entries > 1;

    my $entry = element_at($x, $entries[0]{start}, undef);
    if (my ($restriction) = restrictions($x, $entry)) {
        return { problem => 'this user has a file restriction at ' . place($x, $restriction->{start}) . ' of aspera.conf',
            hint => 'a file restriction and a docroot exclude each other (access keys are in use); remove one of them' };
    }
    my @paths = deep($entry, qw(file_system access paths path));
    return unclear($x, '<path> elements for this user', @paths) if @paths > 1;
    return { %{ lacking($x, $entry, @TO_DOCROOT) }, entry => $entry } unless @paths;
    my $sorted = sorted_docroots($x, kids_of($paths[0], 'absolute'));
    return $sorted if $sorted->{problem};
    my ($absolute, @more) = ($sorted->{own}, entry => $entry, conditional => $sorted->{conditional});
    return { value => '', parent => $paths[0], missing => ['absolute'], @more } unless $absolute;
    return { problem => 'the docroot at ' . place($x, $absolute->{start}) . ' of aspera.conf holds other elements',
        hint => 'leave only text in <absolute>' } if @{ $absolute->{kids} };
    return { value => docroot_in($x, $absolute), absolute => $absolute, @more };
}

sub lacking {    # how far the way to <absolute> goes, when there is exactly one way
    my ($x, $node, @names) = @_;
    while (my @next = kids_of($node, $names[0])) {
        return unclear($x, "<$names[0]> elements for a new docroot", @next) if @next > 1;
        $node = $next[0];
        shift @names;
        last unless @names;
    }
    return { value => '', parent => $node, missing => \@names };
}

sub unclear {
    my ($x, $what, @nodes) = @_;
    my @places = map { place($x, $_->{start}) } @nodes > 3 ? @nodes[0 .. 2] : @nodes;
    return { problem => 'aspera.conf has ' . @nodes . " $what, at " . join(', ', @places) . (@nodes > 3 ? ' and further' : ''),
        hint => 'leave exactly one of them; this program does not guess which one counts' };
}

# Where asperanoded listens, from <server>: HTTPS 9092 unless the file says otherwise.
sub node_addresses {
    my ($conf) = @_;
    my %server;
    for my $server (kids_of($conf->{root}, 'server')) {
        for my $kid (@{ $server->{kids} }) {
            my $text = text_of($conf->{x}, $kid);
            $server{ $kid->{name} } = $1 if $text =~ /\A\s*([A-Za-z0-9.:\[\]*_-]{1,100})\s*\z/;
        }
    }
    my $yes  = sub { my ($key, $default) = @_; my $v = $server{$key}; return defined $v ? $v =~ /\A(?:true|yes|1)\z/i : $default };
    my $port = sub { my ($key, $default) = @_; my $v = $server{$key}; return defined $v && $v =~ /\A[0-9]{1,5}\z/ ? $v : $default };
    my $host = defined $server{listen} ? $server{listen} : '';
    $host =~ s/:[0-9]+\z// unless $host =~ /:.*:/ && $host !~ /\]/;
    $host = '127.0.0.1' if $host =~ /\A(?:|\*|0\.0\.0\.0|\[?::\]?|[0-9]+|localhost)\z/;
    $host = "[$host]" if $host =~ /:/ && $host !~ /\A\[/;
    return ($yes->('enable_https', 1) ? "https://$host:" . $port->('https_port', 9092) . '/ping' : (),
        $yes->('enable_http', 0) ? "http://$host:" . $port->('http_port', 9091) . '/ping' : ());
}
