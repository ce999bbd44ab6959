# ---- The work --------------------------------------------------------------------------------------------

eval { read_request(request_lines()); upgrade(); 1 } or do {
    complain($@);
    exit 1;
};
exit 0;
