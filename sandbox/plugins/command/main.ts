// Stand-in for pulumi-resource-command 1.2.1, only command:remote:Command, for machines where the genuine plugin cannot be
// installed. It does not stream output while a command runs (`logging` is kept and has no effect), and makes ids without the
// resource's name. It treats every `environment` variable as refused by the server (as sshd does without AcceptEnv), and
// marks nothing secret itself: the SDK does that for `connection`.
import { servePlugin } from "../../../provider/protocol/serve";
import { command } from "./plugin";

servePlugin(command);
