import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { Programs } from "./programs";

const GITHUB = {
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example.com/?v=1",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer-7f3a",
};
const LOOK = "arn:aws:iam::111122223333:role/aspera-look";
const LOST = "arn:aws:iam::444455556666:role/aspera-look";

describe("pipelines: login", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    programs.program(
      "curl",
      `writeFileSync("curl.input", readFileSync(0)); process.stdout.write('{"value": "signed-91cc"}');`,
    );
    programs.program(
      "aws",
      `if (args.includes("${LOST}")) { console.error("AccessDenied"); process.exit(255); }
const file = args[args.indexOf("--web-identity-token") + 1].replace("file://", "");
writeFileSync("aws.token", readFileSync(file));
console.log(["ASIAEXAMPLE", "secret+/=", "session=="].join("\\t"));`,
    );
  });
  afterEach(() => programs.remove());

  const login = (environment: NodeJS.ProcessEnv) => programs.run("login.sh", ["aws-files"], environment);

  it("asks GitHub for a token for STS, and assumes each profile's role with it; no secret is an argument or printed", async () => {
    const { code, stdout, stderr } = await login({
      ...GITHUB,
      AWS_ROLES: `operator=${LOOK}\n\nown=${LOOK}\n`,
    });
    assert.deepEqual([code, stdout, stderr], [0, "AWS_SHARED_CREDENTIALS_FILE=aws-files/credentials\n", ""]);
    assert.equal(
      programs.read("curl.input"),
      'url = "https://token.example.com/?v=1&audience=sts.amazonaws.com"\nheader = "Authorization: bearer bearer-7f3a"\n',
    );
    assert.equal(programs.read("aws.token"), "signed-91cc\n");
    const profile =
      "aws_access_key_id=ASIAEXAMPLE\naws_secret_access_key=secret+/=\naws_session_token=session==\n";
    assert.equal(programs.read("aws-files/credentials"), `[operator]\n${profile}[own]\n${profile}`);
    const calls = programs.calls("aws");
    assert.deepEqual(calls[0]?.slice(0, 6), [
      "sts",
      "assume-role-with-web-identity",
      "--region",
      "us-east-1",
      "--role-arn",
      LOOK,
    ]);
    assert.doesNotMatch(JSON.stringify([calls, programs.calls("curl")]), /7f3a|91cc|secret\+|session=/);
    assert.ok(!existsSync(programs.path(".ssh")), "no key, no file");
  });

  it("a role that cannot be assumed is said, and the others are there; none at all is red", async () => {
    const some = await login({ ...GITHUB, AWS_ROLES: `acme=${LOST}\noperator=${LOOK}`, OBSERVER_KEY: "key" });
    assert.equal(some.code, 0);
    assert.match(
      some.stderr,
      /^AccessDenied\nlogin: expected to assume \S+444455556666\S+ for profile acme, and could not\nhint: /,
    );
    assert.match(programs.read("aws-files/credentials"), /^\[operator\]\n(aws_\w+=\S+\n){3}$/);
    assert.equal(programs.read(".ssh/aspera-watch"), "key\n");
    const none = await login({ ...GITHUB, AWS_ROLES: `acme=${LOST}`, AWS_REGION: "eu-west-1" });
    assert.deepEqual([none.code, none.stdout], [1, ""]);
    assert.ok(programs.calls("aws").at(-1)?.includes("eu-west-1"));
  });

  it("says what is missing", async () => {
    const token = await login({ AWS_ROLES: `operator=${LOOK}` });
    assert.equal(token.code, 1);
    assert.match(token.stderr, /expected ID_TOKEN_FILE, or a job of GitHub's, got neither\nhint: /);
    const roles = await login({ ...GITHUB, AWS_ROLES: "" });
    assert.equal(roles.code, 1);
    assert.match(roles.stderr, /AWS_ROLES: expected a line PROFILE=ROLE_ARN/);
    programs.program("curl", "process.exit(22);");
    assert.notEqual((await login({ ...GITHUB, AWS_ROLES: `operator=${LOOK}` })).code, 0);
    assert.deepEqual(programs.calls("aws"), []);
  });
});
