import assert from "node:assert/strict";
import { readmePage } from "../../../commands/kit/page";
import { kitReadme } from "../../../commands/kit/readme/readme";
import type { KitFacts } from "../../../model/kit/facts";
import { KIT, KITS } from "../../model/kit/facts";

const URL_OF_TEMPLATE = "https://acme-templates.s3.us-east-1.amazonaws.com/kit/cloudformation.yaml";
const section = (text: string, title: string) => text.split(`## ${title}`)[1]?.split("\n## ")[0] ?? "";
const s3 = (changes: Partial<KitFacts["s3"]>): KitFacts => ({ ...KIT, s3: { ...KIT.s3, ...changes } });

describe("kit: the page for the customer's security team", () => {
  it("begins with what can be pasted, and says that nothing comes back", () => {
    const [first] = kitReadme(KIT).split("```text picture");
    assert.match(first ?? "", /\*\*You send nothing back\*\*/);
    for (const line of [
      "sh aws-cli.sh apply",
      "aws cloudformation deploy",
      "terraform -chdir=terraform apply",
    ])
      assert.ok(first?.includes(line), line);
    assert.match(first ?? "", /--stack-name aspera-acme-prod .*\n.*--capabilities CAPABILITY_NAMED_IAM/);
    assert.match(first ?? "", /--parameter-overrides "ExternalId=\$\(cat external-id\.txt\)"/);
  });

  it("says what is granted and to whom, how to check and revoke, what is seen and not, and every exemption", () => {
    const text = kitReadme(KIT);
    for (const title of [
      "What is granted, and to whom",
      "Why an external ID",
      "Check it, and watch it",
      "Revoke it",
      "If your own rules refuse it",
    ])
      assert.notEqual(section(text, title), "", title);
    assert.match(section(text, "Revoke it"), /sh aws-cli\.sh undo/);
    assert.match(
      section(text, "Revoke it"),
      /aws cloudformation delete-stack .*--stack-name aspera-acme-prod/,
    );
    const rules = section(text, "If your own rules refuse it");
    assert.match(rules, /"aws:PrincipalArn": "arn:aws:iam::444455556666:role\/aspera-acme"/);
    assert.match(rules, /"StringNotEqualsIfExists": \{\s+"aws:PrincipalAccount": "111122223333"/);
    assert.match(rules, /These rights include no key/);
    const key = section(kitReadme(KITS.odd as KitFacts), "If your own rules refuse it");
    assert.match(key, /add this statement to it:\n\n```json\n\{\n {2}"Sid"/);
    assert.match(key, /"kms:ViaService": "s3\.us-east-1\.amazonaws\.com"/);
  });

  it("claims what the rights say and no more", () => {
    const grants = (facts: KitFacts) => section(kitReadme(facts), "What is granted, and to whom");
    const reads = grants(s3({ access: ["download"] }));
    assert.match(reads, /- read files there\n- list what is there, which a transfer does first\n/);
    assert.match(
      reads,
      /It cannot\n\n- write a file\n- delete a file\n- see, read or change anything outside/,
    );
    assert.doesNotMatch(reads, /uploads that are under way/);
    const whole = grants(s3({ prefix: "" }));
    assert.doesNotMatch(whole, /outside that folder/);
    assert.match(whole, /used in bucket `acme-media` and nowhere else/);
    const full = grants(s3({ fullAccess: true }));
    assert.match(full, /- everything in bucket `acme-media`, its settings/);
    assert.doesNotMatch(full, /outside that folder|read or change the bucket's policy|a file\n/);
    const vendor = grants(s3({ access: ["upload"], vendorRights: true }));
    assert.match(vendor, /IBM's own table of rights: `s3:DeleteObject`/);
    assert.doesNotMatch(vendor, /- (read|delete) a file\n/);
  });

  it("has the console's link where the template is in S3, without the external ID", () => {
    assert.doesNotMatch(kitReadme(KIT), /quickcreate/);
    const link = /\[create the stack\]\((\S+)\)/.exec(kitReadme(KIT, URL_OF_TEMPLATE))?.[1] ?? "";
    assert.equal(
      link,
      "https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate" +
        `?templateURL=${encodeURIComponent(URL_OF_TEMPLATE)}&stackName=aspera-acme-prod`,
    );
    const china = kitReadme(KITS.China as KitFacts, URL_OF_TEMPLATE);
    assert.match(china, /https:\/\/cn-north-1\.console\.amazonaws\.cn\/cloudformation\//);
  });

  it("as HTML is one file: nothing is loaded, nothing runs, the picture is drawn in it", () => {
    for (const [name, facts] of Object.entries(KITS)) {
      const page = readmePage(facts, kitReadme(facts, URL_OF_TEMPLATE));
      assert.match(
        page,
        /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/,
        name,
      );
      assert.doesNotMatch(
        page,
        /<(script|img|link|iframe|object|base|form|b)\b|\ssrc=|@import|url\((?!#)|\son\w+=/i,
        name,
      );
      assert.match(page, /<svg class="picture"[\s\S]*<\/svg>/, name);
      assert.doesNotMatch(page, /text picture|undefined|\[object/, name);
    }
  });

  it("as HTML takes a folder's name as text, whatever is in it", () => {
    const facts = KITS.odd as KitFacts;
    const page = readmePage(facts, kitReadme(facts));
    assert.match(page, /it's `in` &lt;b&gt;%\{x\}\|&quot;\$y\//);
    assert.match(page, /<code>it's `in` &lt;b&gt;/);
  });
});
