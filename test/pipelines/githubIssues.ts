/** GitHub's issues as far as issues.sh uses them: kept in a file, numbered from 1. */
export const GH = `
const issues = existsSync("issues.json") ? JSON.parse(readFileSync("issues.json", "utf8")) : [];
const after = (option) => args[args.indexOf(option) + 1];
const issue = issues.find(({ number }) => String(number) === args[2]);
switch (args.slice(0, 2).join(" ")) {
  case "issue list":
    console.log(JSON.stringify(issues.filter((one) => one.open).map(({ number, body }) => ({ number, body }))));
    break;
  case "issue create":
    issues.push({ number: issues.length + 1, open: true, title: after("--title"), body: readFileSync(after("--body-file"), "utf8") });
    console.log("https://github.com/example/media/issues/" + issues.length);
    break;
  case "issue edit":
    issue.body = readFileSync(after("--body-file"), "utf8");
    break;
  case "issue close":
    issue.open = false;
    issue.comment = after("--comment");
    break;
  case "label create":
    break;
  default:
    throw new Error("no stand-in for " + args.join(" "));
}
writeFileSync("issues.json", JSON.stringify(issues));
`;

/** An issue as the stand-in keeps it. */
export interface Issue {
  readonly number: number;
  readonly open: boolean;
  readonly title: string;
  readonly body: string;
  readonly comment?: string;
}
