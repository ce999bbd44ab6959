# ---- The work --------------------------------------------------------------------------------------------

my %MODES = (observe => \&observe, apply => \&apply, close => \&apply, prove => \&prove);

eval { read_request(); $MODES{ $ask{mode} }->(); 1 } or do {
    complain($@);
    exit 1;
};
exit 0;
