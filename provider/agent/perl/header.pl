# aspera-agent: reads, or changes, the docroot of ONE transfer user in ONE aspera.conf.
#
# It is sent through `perl -` for the time of one run. Its text stays beside aspera.conf (keep), and runs only when it is started.
# The request follows the program on standard input (after the end mark) and is data only:
# no shell is ever started, every command is run from a list of words.
#
#   observe   reads; changes nothing, needs no root
#   apply     sets the docroot to the wanted value, when it still is what was last observed
#   keep      keeps this text beside aspera.conf, for the next apply
#   close     points a docroot that is ours to a folder that does not exist
#   prove     shows, with the server's own credentials, that the bucket is reached; changes nothing, needs no root
#
# What it promises:
#   - it changes the text of one <absolute>, or adds the elements that this needs; every other byte stays;
#   - it does that only to a file that it and the vendor's asuserdata understand before and after;
#   - the file is replaced in one step; whatever fails afterwards is undone by the opposite edit;
#   - what others write to the file meanwhile survives;
#   - every command has a time limit; a run that was killed blocks nobody, and the next one ends its work;
#   - keys and the external ID are masked before a word leaves the server.
#
# Perl 5.10 or newer, and no module beyond these three: RHEL 9 packs even Fcntl, POSIX and IO apart.
require 5.010;
use strict;
use warnings FATAL => 'all';
use Config;

# Numbers that Fcntl and POSIX would name; they are the same on every Linux that Aspera runs on.
my ($O_RDONLY, $O_WRONLY, $O_RDWR, $O_CREAT, $O_EXCL, $O_TRUNC, $O_SYNC) = (0, 1, 2, 0100, 0200, 01000, 04010000);
my $O_NOFOLLOW = $Config{archname} =~ /\A(?:aarch64|arm|ppc|powerpc)/ ? 0100000 : 0400000;    # the one that differs by machine
my ($LOCK_EX_NB, $WNOHANG) = (2 | 4, 1);

# An environment that cannot steer us, nor curl or any other command (CURL_CA_BUNDLE, SSLKEYLOGFILE, PERL5OPT ...): it is
# built anew. Absolute PATH only (sudo's own first), plain messages, private files.
my %given = %ENV;
%ENV = (
    map({ defined $given{$_} ? ($_ => $given{$_}) : () } qw(HOME USER LOGNAME TMPDIR TZ)),
    PATH => join(':', grep(m{^/}, split /:/, defined $given{PATH} ? $given{PATH} : ''), qw(/usr/sbin /usr/bin /sbin /bin)),
);
$ENV{LC_ALL} = 'C';
binmode $_ for *STDIN, *STDOUT, *STDERR;    # PERL_UNICODE and -C of the login would decode what we read
umask 077;

# A cut connection must not stop us half way; commands that we start get the usual signals back (see run).
my @SHIELDED = qw(HUP INT TERM PIPE);
$SIG{$_} = 'IGNORE' for @SHIELDED;
$SIG{CHLD} = 'DEFAULT';

my %ask;    # the request, filled by read_request
