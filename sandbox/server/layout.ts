import { join } from "node:path";

/** Where a sandbox's server keeps its files, below the sandbox's folder (`home`). */
export interface Layout {
  /** The private folder: working directory and HOME of every SSH command. */
  root: string;
  /** The folder that plays /opt/aspera. */
  aspera: string;
  asperaConf: string;
  /** Settings of the programs in the private folder. */
  settings: string;
  /** Private key for logging in. */
  clientKey: string;
  /** known_hosts file with this server's key. */
  knownHosts: string;
  pidFile(name: "ssh" | "metadata" | "asperanoded"): string;
  logFile(name: "ssh" | "metadata"): string;
  /** One line per change that the stand-in systemctl made. */
  serviceLog: string;
}

/** The layout below a sandbox's folder. */
export function layout(home: string): Layout {
  const root = join(home, "server");
  const aspera = join(root, "opt/aspera");
  return {
    root,
    aspera,
    asperaConf: join(aspera, "etc/aspera.conf"),
    settings: join(root, "etc/sandbox.json"),
    clientKey: join(home, "ssh/id_ed25519"),
    knownHosts: join(home, "known_hosts"),
    // Outside the private folder, so that deleting it does not lose track of the processes.
    pidFile: (name) => join(home, "run", `${name}.json`),
    logFile: (name) => join(home, "log", `${name}.log`),
    serviceLog: join(root, "log/systemctl.log"),
  };
}

/** The folder that plays /opt/aspera on the sandbox's server. */
export function asperaRoot(home: string): string {
  return layout(home).aspera;
}
