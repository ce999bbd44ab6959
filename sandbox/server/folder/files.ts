import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HostSettings } from "../host/settings";
import type { Layout } from "../layout";

/*
 * System users as on a real server: administrators have a shell, transfer users the vendor's aspshell, which runs no
 * commands. `nobody-yet` is missing on purpose: it is a transfer user without a system user.
 */
const PASSWD = `root:x:0:0:root:/root:/sbin/nologin
ec2-user:x:1000:1000:EC2 Default User:/home/ec2-user:/bin/sh
asperadaemon:x:996:994:Aspera daemon:/home/asperadaemon:/sbin/nologin
xfer:x:1001:1001::/home/xfer:/bin/aspshell
xfer2:x:1002:1002::/home/xfer2:/bin/aspshell
acme:x:1003:1003::/home/acme:/bin/aspshell
globex:x:1004:1004::/home/globex:/bin/aspshell
acme-archive:x:1005:1005::/home/acme-archive:/bin/aspshell
`;

function once(file: string, text: () => string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text());
}

const template = (name: string) => readFileSync(join(__dirname, "templates", name), "utf8");

/**
 * Creates the files of the private folder. Files that get edited are created once and kept: aspera.conf, passwd,
 * s3.properties. Only asperanoded's port follows the settings.
 */
export function writeFiles(place: Layout, settings: HostSettings): void {
  for (const folder of ["run", "log", "etc/systemd", "opt/aspera/var/log"]) {
    mkdirSync(join(place.root, folder), { recursive: true });
  }
  writeFileSync(place.settings, `${JSON.stringify(settings, null, 2)}\n`);
  once(join(place.root, "etc/passwd"), () => PASSWD);
  once(join(place.root, "run/asperatrapd"), () => "");
  once(join(place.aspera, "etc/trapd/s3.properties"), () => template("s3.properties"));
  once(place.asperaConf, () => template("aspera.conf"));
  const conf = readFileSync(place.asperaConf, "utf8");
  const port = `<http_port>${settings.ports.noded}</http_port>`;
  const wanted = conf.replace(/<http_port>\d+<\/http_port>/, port);
  if (wanted !== conf) writeFileSync(place.asperaConf, wanted);
}
