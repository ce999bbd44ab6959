import { finding } from "../../../model/findings/finding";

export const noAddress = finding<Record<string, never>>({
  code: "preflight-no-address",
  owner: "operator",
  transient: false,
  unseen: true,
  text: () => "the server was not looked at: this stack launches it, and aspera:server names no host",
  hint: () =>
    "once it runs, give its address as `host` in aspera:server and run this again; or go on: `pulumi up` looks at the " +
    "server before it changes anything",
  meaning:
    "SSH, sudo, Aspera's services and the transfer user can be checked only on a server that can be reached.",
  example: {},
});
