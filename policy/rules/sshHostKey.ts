import { REDACTED, type Rule } from "../reading/rule";

type Login = Readonly<Record<string, unknown>>;

/** A command goes to whoever answers at the server's address, its stdin with it. */
export const sshHostKey: Rule = {
  name: "ssh-host-key",
  severity: "critical",
  description: "Each SSH connection of a remote command pins the host key, and so does its jump host.",
  why: "Without a pinned key whoever answers at the address gets what the command sends, and the server's answer can be anybody's.",
  mend: "Give connection.hostKey the server's public key, as a line of known_hosts has it after the name, compared with the server's console and not with the network.",
  types: ["command:remote:Command", "command:remote:CopyFile", "command:remote:CopyToRemote"],
  violations({ props: { connection } }) {
    if (connection === undefined || connection === null) return ["expected a connection, got none"];
    if (typeof connection !== "object") return [unreadable(connection)];
    const { proxy } = connection as Login;
    return [
      ...unpinned("connection.hostKey", connection as Login),
      ...(typeof proxy === "object" && proxy !== null
        ? unpinned("connection.proxy.hostKey", proxy as Login)
        : []),
      ...(proxy === REDACTED ? [unreadable(proxy)] : []),
    ];
  },
};

function unpinned(property: string, { hostKey }: Login): string[] {
  return typeof hostKey === "string" && hostKey.trim() !== ""
    ? []
    : [`expected ${property} to be set, got none`];
}

function unreadable(value: unknown): string {
  return `expected a connection that can be read, got ${value === REDACTED ? "one that is encrypted" : typeof value}`;
}
