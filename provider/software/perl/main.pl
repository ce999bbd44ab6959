# ---- The work --------------------------------------------------------------------------------------------

eval { read_request(); upgrade(); 1 } or do {
    my ($sentence, $hint) = told($@);
    print STDERR 'aspera-agent: ', masked_sentence($sentence), "\nhint: $hint\n";
    exit 1;
};
exit 0;
