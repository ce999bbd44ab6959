# ---- keep: the agent's own text beside aspera.conf, for the Command ---------------------------------------

# What a Command reads is kept in Pulumi's state, twice. So it reads a few lines that start the agent from here
# (provider/agent/loader.ts). Whoever may change this file may change aspera.conf.
our $TEXT;    # of this program, as it was sent

sub keep {
    my $place = conf_place();
    check_folder($place);
    my $stem = "$place->{folder}/.$place->{name}.aspera-pulumi-agent-";
    my $file = $stem . fingerprint($TEXT);
    my @is   = lstat $file;
    my $there = @is && -f _ && $is[4] == $> ? read_file($file) : undef;
    if ($there && $$there eq $TEXT) { utime undef, undef, $file }
    else {
        replace_whole($file, \$TEXT, 0600)
            or refuse_untouched("the agent cannot be kept beside aspera.conf ($!)", $SPACE_AND_RIGHTS);
        sync_folder($place->{folder});
    }
    # Stacks of other versions have theirs; what a killed run left is among the oldest.
    my %touched = map { $_ => (lstat $_)[9] || 0 } grep { m{\A\Q$stem\E[0-9a-f]{16}(?:-[0-9a-f]{16})?\z} } listing($place->{folder});
    my @newest = sort { $touched{$b} <=> $touched{$a} || $a cmp $b } grep { $_ ne $file } keys %touched;
    unlink @newest[9 .. $#newest];
    answer(protocol => \1, file => $file);
}

# For observe: whether it is where a run before had it kept.
sub kept_agent {
    return 'not asked' if $ask{'agent-file'} eq '';
    return -f $ask{'agent-file'} ? 'ready' : 'missing';
}
