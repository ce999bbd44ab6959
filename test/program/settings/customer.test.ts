import assert from "node:assert/strict";
import { whyGuessable } from "../../../program/settings/schema/externalId";
import { customerWith, EXTERNAL_ID, faultsWith, faultWith, inner, settingsWith, warningsWith } from "./stack";

describe("an external ID", () => {
  it("has 2 to 1224 of the characters that AWS allows", () => {
    for (const externalId of ["ab", "A".repeat(1224), "Aa0_+=,.@:/-"]) {
      assert.equal(customerWith({ externalId }).externalId.reveal(), externalId);
    }
    for (const externalId of ["", "a", "A".repeat(1225), "a b", "a#b", "ä1", "ab\n"]) {
      const fault = faultWith({ externalId });
      assert.equal(fault.key, "aspera:externalId", JSON.stringify(externalId));
      if (externalId) assert.ok(!`${fault.expected}${fault.hint}`.includes(`"${externalId}"`));
    }
  });

  it("is a secret of the stack", () => {
    const fault = faultWith({}, { secretKeys: new Set() });
    assert.deepEqual([fault.key, fault.got], ["aspera:externalId", "a value in clear"]);
    assert.match(fault.hint, /pulumi config set --secret aspera:externalId/);
    assert.ok(!JSON.stringify(fault).includes(EXTERNAL_ID));
  });

  it("gives a warning when it can be guessed, without revealing it", () => {
    for (const externalId of [
      "123123",
      "acme-prod-acme-media-2024",
      "444455556666-444455556666",
      "444455556666-abcdefghij",
      "111122223333-abcdefghij",
      "aspera-acme-abcdefghij",
      "abababababababababab",
    ]) {
      const { warnings } = settingsWith({ externalId });
      assert.equal(warnings.length, 1, externalId);
      assert.equal(warnings[0]?.code, "settings-external-id-guessable");
      assert.ok(!JSON.stringify(warnings).includes(externalId));
    }
    assert.equal(whyGuessable(EXTERNAL_ID, ["acme", "acme-media"]), undefined);
  });
});

describe("a transfer user", () => {
  it("is a Linux user, and not root", () => {
    for (const transferUser of [
      "acme",
      "xfer2",
      "_svc",
      "John.Smith",
      "4k-team",
      "a".repeat(32),
      "jo.doe@corp.example.com",
      `${"a".repeat(32)}@corp`,
      "CORP\\jo",
      "corp.example.com\\jo",
    ]) {
      assert.equal(customerWith({ transferUser }).transferUser, transferUser);
    }
    for (const transferUser of [
      "",
      "root",
      "ROOT",
      "a b",
      "-acme",
      ".acme",
      "1234",
      "a".repeat(33),
      "acme;id",
      "root@corp.example.com",
      "CORP\\root",
      "CORP\\1234",
      "1234@corp",
      "@corp",
      "acme@",
      "\\acme",
      "CORP\\",
      "acme@corp@other",
      "CORP\\acme@other",
      "CORP\\\\acme",
      "acme@-corp",
      "acme@corp;id",
      `${"a".repeat(33)}@corp`,
      "acme\n",
      "ä",
    ]) {
      assert.equal(faultWith({ transferUser }).key, "aspera:transferUser", JSON.stringify(transferUser));
    }
  });

  it("gives a warning when it is the administrator's login", () => {
    const warnings = warningsWith({ transferUser: "ec2-user" });
    assert.deepEqual(warnings, ["settings-transfer-user-is-administrator"]);
  });
});

describe("the docroot's settings", () => {
  const TEMPLATE = "s3://{host}/{bucket}/{prefix}?iam-role.arn={roleArn};iam-role.external-id={externalId}";

  it("replace the template, the host, and one foreign docroot", () => {
    const { docroot } = customerWith({
      docrootTemplate: TEMPLATE,
      docrootHost: "s3.us-gov-west-1.amazonaws.com:443",
      takeOver: "0123456789abcdef",
    });
    assert.deepEqual(docroot, {
      template: TEMPLATE,
      host: "s3.us-gov-west-1.amazonaws.com:443",
      takeOver: "0123456789abcdef",
    });
    assert.equal(customerWith({ takeOver: "none" }).docroot.takeOver, "none");
  });

  it("refuse a template that leads elsewhere, or that Aspera cannot read", () => {
    for (const docrootTemplate of [
      "",
      TEMPLATE.replace("s3://", "S3://"),
      TEMPLATE.replace("s3://", "/data/"),
      TEMPLATE.replace("{bucket}", "acme-media"),
      TEMPLATE.replace("{roleArn}", ""),
      TEMPLATE.replace("{externalId}", ""),
      TEMPLATE.replace("{prefix}", "{folder}"),
      TEMPLATE.replace("{prefix}", "{constructor}"),
      TEMPLATE.replace("{prefix}", "{prefix"),
      TEMPLATE.replace("{prefix}", "{{prefix}}"),
      TEMPLATE.replace(";", "&amp;"),
      TEMPLATE.replace("{prefix}", "$(name)"),
      `${TEMPLATE} `,
    ]) {
      assert.equal(faultWith({ docrootTemplate }).key, "aspera:docrootTemplate", docrootTemplate);
    }
  });

  it("refuse a template that passes the proof by", () => {
    for (const place of [
      "s3://{host}/{bucket}x/{prefix}",
      "s3://{host}/x{bucket}/{prefix}",
      "s3://{host}/{bucket}/../other/{prefix}",
      "s3://{host}/{bucket}/{prefix}../",
      "s3://{host}/{bucket}/{prefix}x",
      "s3://{host}/other/{bucket}/{prefix}",
      "s3://{host}/{bucket}/{bucket}/{prefix}",
      "s3://{host}/{bucket}//{prefix}",
      "s3://{host}/{bucket}#/{prefix}",
      "s3://x%40{host}/{bucket}/{prefix}",
      "s3://{host}.evil.example.com/{bucket}/{prefix}",
      "s3:///{bucket}/{prefix}",
      "s3://{host}/{bucket}%2F..%2F{encodedPrefix}",
    ]) {
      const fault = faultWith({ docrootTemplate: TEMPLATE.replace("s3://{host}/{bucket}/{prefix}", place) });
      assert.deepEqual([fault.key, fault.got], ["aspera:docrootTemplate", "another place"], place);
    }
    for (const place of [
      "s3://{host}/{bucket}%2F{encodedPrefix}",
      "s3://s3.amazonaws.com:443/{bucket}/{encodedPrefix}",
      "s3://{bucket}.{host}/{prefix}",
    ])
      customerWith({ docrootTemplate: TEMPLATE.replace("s3://{host}/{bucket}/{prefix}", place) });
  });

  it("do not repeat credentials in a template", () => {
    const fault = faultWith({ docrootTemplate: TEMPLATE.replace("{host}", "AKIAEXAMPLE:abc/def@{host}") });
    assert.ok(!JSON.stringify(fault).includes("AKIAEXAMPLE"), JSON.stringify(fault));
  });

  it("refuse malformed hosts and fingerprints", () => {
    for (const docrootHost of ["", "https://s3.amazonaws.com", "s3.amazonaws.com/x", "s3 host"]) {
      assert.equal(faultWith({ docrootHost }).key, "aspera:docrootHost", docrootHost);
    }
    for (const takeOver of ["", "yes", "0123456789ABCDEF", "0123456789abcde", "none "]) {
      assert.equal(faultWith({ takeOver }).key, "aspera:takeOver", takeOver);
    }
    assert.deepEqual(warningsWith({ takeOver: "none" }), ["settings-take-over-set"]);
  });
});

describe("a restart", () => {
  it("is a mode, or an object for the mode that waits", () => {
    const of = (restart: unknown) => customerWith({ restart }).restart;
    assert.deepEqual(of("reload"), { mode: "reload" });
    assert.deepEqual(of({ mode: "none" }), { mode: "none" });
    assert.deepEqual(of("whenIdle"), { mode: "whenIdle", longestWait: 600, ifBusy: "fail" });
    assert.deepEqual(of({ mode: "whenIdle", longestWait: 60, ifBusy: "restart" }), {
      mode: "whenIdle",
      longestWait: 60,
      ifBusy: "restart",
    });
  });

  it("refuses unknown modes, unbounded waits, and waiting in a mode that does not wait", () => {
    assert.equal(faultWith({ restart: "whenidle" }).key, "aspera:restart.mode");
    assert.equal(faultWith({ restart: { longestWait: 60 } }).key, "aspera:restart.mode");
    assert.equal(faultsWith({ restart: { mode: "whenIdle", longestWait: 0, ifBusy: "wait" } }).length, 2);
    assert.match(
      faultWith({ restart: { mode: "reload", longestWait: 60 } }).expected,
      /only with mode: whenIdle/,
    );
  });
});

describe("tags", () => {
  it("are text, within AWS's limits", () => {
    assert.deepEqual(settingsWith({ tags: { "cost centre": "42:a/b" } }).tags, { "cost centre": "42:a/b" });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, ""]));
    for (const tags of [{ "aws:x": "" }, { "": "" }, { ["k".repeat(129)]: "" }, { "a#": "" }, many]) {
      assert.equal(faultWith({ tags }).key, "aspera:tags");
    }
    for (const value of [1, "v".repeat(257), "a#", null]) {
      assert.equal(faultWith({ tags: { owner: value } }).key, "aspera:tags.owner");
    }
  });

  it("report each fault once", () => {
    assert.equal(faultsWith({ ...inner("bucket", { name: "A" }), tags: { a: 1 } }).length, 2);
  });
});
