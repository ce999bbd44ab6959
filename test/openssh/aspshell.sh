#!/bin/sh
# Stand-in for aspshell, the vendor's login shell of transfer users: runs ascp and little else. Its own words are not
# publicly documented; that it names itself is all that is relied on.
echo "aspshell: command not permitted" >&2
exit 1
