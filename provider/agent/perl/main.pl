# ---- The work --------------------------------------------------------------------------------------------

my %MODES = (observe => \&observe, apply => \&apply, close => \&apply, prove => \&prove);

eval { read_request(); $MODES{ $ask{mode} }->(); 1 } or do {
    my ($sentence, $hint) = told($@);
    print STDERR 'aspera-agent: ', masked_sentence($sentence), "\nhint: $hint\n";
    exit 1;
};
exit 0;
