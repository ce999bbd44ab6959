import type { KeyName, Values } from "../schema/keys";
import type { Refuse } from "../schema/refuse";
import type { Files } from "./files";
import { hostKeyOf, proxyOf } from "./hostKey";
import { observerOf } from "./observer";
import { sshLoginOf } from "./sshLogin";

/** Everything about the way to the server that takes several keys or a local file to tell. */
export type Connection = ReturnType<typeof connectionOf>;

/** Resolves and checks the way to the server: host keys, login, observer. */
export function connectionOf(present: ReadonlySet<KeyName>, values: Values, files: Files, refuse: Refuse) {
  const { server } = values;
  return {
    hostKey: server && hostKeyOf(server, files, refuse),
    proxy: server && proxyOf(server, refuse),
    observer: observerOf(values, files, refuse),
    ssh: sshLoginOf(present, values, files, refuse),
  };
}
