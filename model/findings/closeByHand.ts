import { CLOSED_DOCROOT } from "../docroot/uri";

/** How an administrator points a user's docroot to a path that leads nowhere. An empty one would open the whole file system. */
export function closeByHand(transferUser: string): string {
  return (
    "as root on the server: " +
    `\`/opt/aspera/bin/asconfigurator -x "set_user_data;user_name,${transferUser};absolute,${CLOSED_DOCROOT}"\`, ` +
    "then restart asperanoded"
  );
}
