import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly asperaRoot: string;
  /** In aspera.conf: a user, a group, or the section that counts for everybody without a docroot. */
  readonly holder: "user" | "group" | "default";
  /** Empty for the default section. */
  readonly name: string;
  /** What of ours its docroot has: `docroot` (the same folder), `role`, `external ID`. */
  readonly shares: readonly string[];
}

export const shared = finding<Facts>({
  code: "docroot-shared",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, shares, ...who }) =>
    `${named(who)} in aspera.conf on ${place} has the ${listed(shares)} of transfer user ${transferUser}`,
  hint: ({ asperaRoot, ...who }) =>
    `where that is not meant, take the \`<absolute>\` of ${named(who)} out of ${asperaRoot}/etc/aspera.conf or point it at ` +
    `its own folder, check the file with \`${asperaRoot}/bin/asuserdata -v\`, and restart asperanoded; no stack changes ` +
    "another's entry",
  meaning:
    "Whoever has the same folder, role or external ID in a docroot reads and writes this customer's files, or can be led to " +
    "them by a further edit. What a group or the default section has counts for everybody without a docroot of their own.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    asperaRoot: "/opt/aspera",
    holder: "user",
    name: "globex",
    shares: ["docroot", "role", "external ID"],
  },
});

function named({ holder, name }: Pick<Facts, "holder" | "name">): string {
  return holder === "default" ? "the default section" : `${holder} ${name}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
