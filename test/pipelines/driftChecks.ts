const COLUMNS = { server: "reachable", docroot: "ok", services: "ok", link: "ok", access: "ok" };
/** Checks of a stack as a drift document has them. */
export const CLEAN = { verdict: "clean", columns: COLUMNS, findings: [], differences: [] };
export const DRIFT = {
  ...CLEAN,
  verdict: "drift",
  columns: { ...COLUMNS, docroot: "docroot changed" },
  findings: [
    {
      code: "link-assume-refused",
      owner: "server account",
      text: "@everyone was denied",
      hint: "do this\nand that",
    },
  ],
  differences: [
    { resource: "docroot", change: "changed", property: "docroot", seen: "s3://x/", wanted: ["s3://y/"] },
    { resource: "role", change: "missing" },
  ],
};
export const FAILED = {
  ...CLEAN,
  verdict: "failed",
  failure: "expected an answer, got none\nhint: look ~~~~~~~~ there",
};

/** What an issue says of `DRIFT`, of stack acme. */
export const DRIFT_TEXT = `~~~~~~~~
server    reachable
docroot   docroot changed
services  ok
link      ok
access    ok

@everyone was denied
  hint: do this
  hint: and that
  [link-assume-refused] server account

docroot docroot: changed
  seen:   s3://x/
  wanted: ["s3://y/"]

role: missing

~~~~~~~~

\`npm run drift -- --stack acme\` looks again; \`pulumi up --stack acme\` puts right what is the stack's own.
`;
