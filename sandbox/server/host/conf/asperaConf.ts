import { readFileSync } from "node:fs";
import { type Element, parseXml, select } from "./xml";

/** What applies to a user's transfers: the user's own value, else the default section's. */
export interface UserConf {
  /** Whether the user has a `<user>` element. */
  own: boolean;
  /** `<absolute>`: the docroot of every client, never one with `peer_ip`; undefined if none is set, which would open the whole file system. */
  docroot: string | undefined;
  read: boolean;
  write: boolean;
  browse: boolean;
}

/** aspera.conf as the stand-in programs read it. */
export interface AsperaConf {
  /** Port of asperanoded's HTTP listener. */
  httpPort: number;
  /** Names of the users that have an element. */
  users: string[];
  user(name: string): UserConf;
}

function paths(holder: Element | undefined, who: string): Element | undefined {
  const found = holder ? select(holder, "file_system", "access", "paths", "path") : [];
  // The vendor picks one by the client's address; how exactly is not documented.
  if (found.length > 1) throw new Error(`${who} has ${found.length} <path>; the stand-in supports only one`);
  return found[0];
}

/** A value that counts for every client: one with `peer_ip` counts for clients at that address alone. */
function leaf(path: Element | undefined, name: string): string | undefined {
  const all = path ? select(path, name).filter(({ attributes }) => attributes.peer_ip === undefined) : [];
  const value = all[0]?.text.trim();
  return value === "" || value === "AS_NULL" ? undefined : value;
}

const isTrue = (value: string | undefined) => value === "true" || value === "yes";

/**
 * Reads aspera.conf: strict about XML, lenient about elements it does not know. Ignores groups.
 * @throws Malformed, or an error for a shape that is not supported here
 */
export function readAsperaConf(file: string): AsperaConf {
  const root = parseXml(readFileSync(file, "utf8"));
  if (root.name.toUpperCase() !== "CONF") throw new Error(`expected the root element CONF, got ${root.name}`);
  const elements = select(root, "aaa", "realms", "realm", "users", "user");
  const nameOf = (user: Element) => select(user, "name")[0]?.text.trim() ?? "";
  const fallback = paths(select(root, "default")[0], "the default section");
  const server = select(root, "server")[0];
  return {
    httpPort: Number((server && select(server, "http_port")[0]?.text.trim()) || 9091),
    users: elements.map(nameOf),
    user(name) {
      const own = elements.filter((user) => nameOf(user) === name);
      if (own.length > 1) throw new Error(`${own.length} users are called ${name}`);
      const path = paths(own[0], `user ${name}`);
      const value = (option: string) => leaf(path, option) ?? leaf(fallback, option);
      return {
        own: own.length === 1,
        docroot: value("absolute"),
        read: isTrue(value("read_allowed") ?? "true"),
        write: isTrue(value("write_allowed") ?? "true"),
        browse: isTrue(value("dir_allowed") ?? "true"),
      };
    },
  };
}
