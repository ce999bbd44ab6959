import { finding } from "../../../model/findings/finding";

/** Nothing to log in to the server with. */
export const noPrivateKeyNoAgent = finding<Record<string, never>>({
  code: "settings-no-private-key-no-agent",
  owner: "operator",
  transient: false,
  text: () =>
    "no private key is set and no SSH agent runs here (SSH_AUTH_SOCK is empty), so the login will fail",
  hint: () => "set aspera:sshPrivateKeyFile, or start an SSH agent and add the key with ssh-add",
  meaning: "Nothing on the server can be read, proven or changed without a login.",
  example: {},
});
