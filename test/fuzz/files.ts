// Generated aspera.conf files, each with the place of one docroot known, from a seed.

/** Random numbers from a seed (mulberry32): the same seed gives the same cases on every machine. */
export class Dice {
  /** Whether files get nothing but tags, text and references: what most of a large file is, and read in a way of its own. */
  tidy = false;
  constructor(private state: number) {}
  /** 0 <= n < most, whole. */
  below(most: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * most);
  }
  one<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

/** A file in three parts around the bytes of one user's docroot, and that docroot as a reader gets it. */
export interface GeneratedFile {
  head: string;
  value: string;
  tail: string;
  plain: string;
}

const NASTY = [
  "&",
  "<",
  ">",
  '"',
  "'",
  "`",
  "$(x)",
  "]]>",
  "<!--",
  "-->",
  "%00",
  ";",
  "?",
  "ü",
  "日",
  "\u{1f600}",
  " ",
  "\\",
  "\u0085",
  "s3://",
  "iam-role.external-id=",
  "x",
  "acme",
  "{}",
  "@",
  "|",
  "*",
  "</absolute>",
  "<absolute>",
  "&amp;",
  "AS_NULL",
];

/** Text of up to `most` pieces, hostile ones among them; never empty, no blanks around it. */
export function text(dice: Dice, most: number): string {
  let out = "";
  for (let i = dice.below(most) + 1; i > 0; i--) out += dice.one(NASTY);
  return out.trim() || "x";
}

/** Text as it may stand in the file: entities, numeric references or CDATA. */
export function written(dice: Dice, plain: string): string {
  if (!dice.tidy && plain !== "" && !plain.includes("]]>") && dice.chance(15)) return `<![CDATA[${plain}]]>`;
  return [...plain]
    .map((char) => {
      if (char === "&") return dice.one(["&amp;", "&#38;", "&#x26;"]);
      if (char === "<") return dice.one(["&lt;", "&#60;"]);
      if (char === ">") return "&gt;";
      if (char === '"') return dice.one(['"', "&quot;"]);
      return dice.chance(3) ? `&#${char.codePointAt(0)};` : char;
    })
    .join("");
}

const LAYOUT = ["", "", "", " ", "\n", "\n\t\t", "  \n  "];

const noise = (dice: Dice): string => dice.one([...LAYOUT, ...(dice.tidy ? [] : ODD)]);
const ODD = ["<!-- acme <absolute>/no</absolute> & -->", "<?pi <name>acme</name>?>", "<!---->"];

function element(dice: Dice, name: string, inside: string): string {
  if (dice.tidy) return `${noise(dice)}<${name}>${inside}${noise(dice)}</${name}>`;
  const attributes = dice.one(["", "", "", " a='>'", ' version="2"', " x=\"&lt;/user>\"\ty = ''"]);
  return `${noise(dice)}<${name}${attributes}>${inside}${noise(dice)}</${name}${dice.one(["", "", " ", "\n"])}>`;
}

function shuffled(dice: Dice, parts: string[]): string {
  if (dice.tidy && dice.chance(70)) return parts.join("");
  const left = [...parts];
  let out = "";
  while (left.length) out += left.splice(dice.below(left.length), 1)[0];
  return out;
}

const HERE = "\u0001";

const ADDRESSES = ['"10.0.0.7"', "'10.0.0.8'", '"2001:db8::7"', '"10.0.0.&#57;"'];

function user(dice: Dice, name: string, docroot: string | undefined): string {
  const absolute =
    docroot === undefined
      ? ""
      : `${noise(dice)}<absolute${dice.tidy ? "" : dice.one(["", " "])}>${docroot}</absolute>`;
  // Docroots for clients at one address alone: never the user's.
  const conditional = ADDRESSES.filter(() => !dice.tidy && dice.chance(15)).map(
    (address) =>
      `${noise(dice)}<absolute${dice.one([" ", "\n\t"])}peer_ip${dice.one(["=", " = "])}${address}>${written(dice, text(dice, 4))}</absolute>`,
  );
  const rights = dice.chance(50) ? element(dice, "read_allowed", "true") : "";
  const path = element(dice, "path", shuffled(dice, [absolute, rights, ...conditional]));
  const files = element(dice, "file_system", element(dice, "access", element(dice, "paths", path)));
  const more = dice.chance(50)
    ? element(dice, "authorization", element(dice, "value", "a &amp; b"))
    : "<authorization/>";
  return element(dice, "user", shuffled(dice, [`<name>${written(dice, name)}</name>`, files, more]));
}

/** A well-formed file with users before and after acme. */
export function generate(dice: Dice): GeneratedFile {
  dice.tidy = dice.chance(50);
  const plain = dice.chance(10) ? "" : text(dice, 8);
  const names = ["acme1", "acm", "globex", "Acme", "acme-2", "x y", "ü&<"].filter(() => dice.chance(50));
  const users = [
    ...names.map((name) => user(dice, name, written(dice, text(dice, 4)))),
    user(dice, "acme", HERE),
  ];
  const groups = element(dice, "groups", element(dice, "group", "<name>acme</name>"));
  const realm = element(
    dice,
    "realm",
    shuffled(dice, [element(dice, "users", shuffled(dice, users)), groups]),
  );
  const sections = [
    element(dice, "aaa", element(dice, "realms", realm)),
    dice.chance(50) ? element(dice, "default", user(dice, "acme", "/default")) : "",
    dice.chance(50) ? element(dice, "server", element(dice, "server_name", "h&#228;h")) : "",
    dice.chance(30) ? '<WEB SshPort="33001" />' : "",
  ];
  let file = `${dice.one(["", "\ufeff"])}${dice.one(["", "<?xml version='1.0' encoding='UTF-8'?>"])}${element(dice, "CONF", shuffled(dice, sections))}${noise(dice)}`;
  if (dice.chance(25)) file = file.replace(/\r?\n/g, "\r\n");
  const [head, tail] = file.split(HERE) as [string, string];
  const blanks = () => dice.one(["", "", "", " ", "\n", "\n\t  ", "\r\n "]);
  return { head, value: blanks() + written(dice, plain) + blanks(), tail, plain };
}

/** The bytes of a file after some damage: cut, doubled, swapped, poked. */
export function damaged(dice: Dice, file: Buffer): Buffer {
  let bytes = Buffer.from(file);
  for (let i = dice.below(4) + 1; i > 0 && bytes.length > 2; i--) {
    const at = dice.below(bytes.length);
    const to = Math.min(bytes.length, at + dice.below(60));
    const what = dice.below(5);
    if (what === 0) bytes = bytes.subarray(0, at);
    else if (what === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    else if (what === 2) bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    else if (what === 3)
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(
          dice.one(["<", ">", "&", "</", "<!--", "]]>", "<absolute>", "<name>acme</name>", "\0", "'"]),
        ),
        bytes.subarray(at),
      ]);
    else bytes[at] = dice.below(256);
  }
  return bytes;
}
