/** What messages tell a person to type or to set, taken out of their text. */

/** Programs that a command line of ours may begin with. */
const PROGRAMS =
  /^(sudo |\. )?(npm|npx|pulumi|aws|curl|systemctl|service|ntpd|yum|apt-get|dnf|journalctl|ssh|ssh-keygen|ssh-keyscan|perl|echo|env|visudo|useradd|usermod|chage|setfacl|uptime|free|df|lsof|command|export|sudo|node|\/opt\/aspera\/bin\/\S+|\/etc\/init\.d\/\S+)( |$)/;

/** Lines that stand in a message without backticks. */
const BARE =
  /(?<![\w`./-])(npm (?:run|ci)\b|pulumi (?=[a-z]+ (?:[\w-]|--))|aws (?:ec2|s3|s3api|iam|sts) |ssh-keyscan -)[^`\n;]*/g;

/** Every `code span`. */
export function spans(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "");
}

/** Every command line. */
export function commandLines(text: string): string[] {
  const quoted = spans(text).filter((span) => PROGRAMS.test(span));
  const bare = [...text.replace(/`[^`\n]*`/g, "``").matchAll(BARE)].map(([line]) =>
    // One that stands in `$(...)` ends with it.
    line.replace(/^([^(]*)\).*$/, "$1").trim(),
  );
  return [...quoted, ...bare];
}

/** Whether a line stands in backticks. */
export function isQuoted(text: string, line: string): boolean {
  return text.includes(`\`${line}\``);
}

/** Every setting, as `aspera:server.port`. */
export function settingsNamed(text: string): string[] {
  return [...text.matchAll(/\baspera:([a-zA-Z]\w*(?:\.\w+)*)/g)]
    .map(([key]) => key)
    .filter((key) => !/^aspera:(index|components)\b/.test(key));
}

/** Every variable of the environment, as `PULUMI_CONFIG_PASSPHRASE`. */
export function variablesNamed(text: string): string[] {
  return [...text.matchAll(/(?<![\w$-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g)].map(([name]) => name);
}

/** Every argument of a connection, as `connection.hostKey`. */
export function connectionMembers(text: string): string[] {
  return [...text.matchAll(/\bconnection\.(\w+)/g)].map(([, name]) => name ?? "");
}
