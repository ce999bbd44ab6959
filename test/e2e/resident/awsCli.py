# The genuine AWS CLI, loaded once for many calls: half of what a call costs is Python loading it. Each call is a process of
# its own, forked here, with the arguments, variables, folder and open files of whoever asked. It does not play a terminal, and
# a signal to the asking process does not reach it. It ends with its standard input.
import json
import os
import select
import signal
import socket
import sys

import awscli.clidriver

# What it sets for itself at being loaded.
OWN = {"AWS_DATA_PATH": os.environ["AWS_DATA_PATH"]}


def serve(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(16)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel takes what has ended away.
    print("ready", flush=True)
    while server in select.select([server, sys.stdin], [], [])[0]:
        asking, _ = server.accept()
        if os.fork() == 0:
            server.close()
            call(asking)
        asking.close()


def call(asking):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    message, files, _, _ = socket.recv_fds(asking, 1 << 20, 3)
    while not message.endswith(b"\n"):
        message += asking.recv(1 << 20)
    asked = json.loads(message)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update({**asked["environment"], **OWN})
    os.chdir(asked["folder"])
    sys.argv = ["aws", *asked["arguments"]]
    code = 255
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                pass
        asking.sendall(str(code or 0).encode())
        os._exit(0)


serve(sys.argv[1])
