import { REDACTED, type Rule } from "../reading/rule";

/** Texts that only a secret has: a private key, an access key of AWS. */
const SECRET_TEXT = /-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;
const WORD = "(?:passw(?:or)?d|passphrase|secret|token|(?:private|api|access)[_-]?key|external[_-]?id)";
/** Such a word, then a value that is written down, not taken from a variable, a command or a file. */
const ASSIGNED = new RegExp(
  `(?:${WORD}[\\w-]*\\s*(?:=|:\\s)|--[\\w-]*${WORD}[\\w-]*\\s)\\s*["']?(?![\\s"'$<\`(/-])[^\\s"']{4,}`,
  "i",
);
/** A variable that is a secret's by name, and does not only say where it is. */
const NAMES_SECRET = new RegExp(`${WORD}(?!\\w*_(?:file|path|dir|arn)$)`, "i");

const TEXTS = ["create", "update", "delete"] as const;

/** A command's text is in `ps`, in the server's logs and in every plan. */
export const commandSecret: Rule = {
  name: "command-secret",
  severity: "high",
  description: "No secret stands in a command's text or in its environment.",
  why: "Every user of the server reads the command lines of all, sshd and sudo log them, and Pulumi prints them where a command fails.",
  mend: "Give the secret on stdin, as a secret, and have the command read it there.",
  types: ["command:remote:Command", "command:local:Command"],
  violations({ props, secrets }) {
    const inText = TEXTS.filter((name) => secrets.includes(name) || isSecret(props[name]));
    const { environment } = props;
    const variables =
      typeof environment === "object" && environment !== null ? Object.entries(environment) : [];
    const named = variables
      .filter(([name, value]) => isSecret(value) || (NAMES_SECRET.test(name) && value !== ""))
      .map(([name]) => `environment ${name}`);
    const marked =
      named.length === 0 && (secrets.includes("environment") || isSecret(environment)) ? ["environment"] : [];
    return [...inText, ...named, ...marked].map((where) => `expected no secret, got one in ${where}`);
  },
};

function isSecret(value: unknown): boolean {
  return typeof value === "string" && (value === REDACTED || SECRET_TEXT.test(value) || ASSIGNED.test(value));
}
