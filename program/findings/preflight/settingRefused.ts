import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Full key: `aspera:server.port`. */
  readonly key: string;
  readonly expected: string;
  /** What was found; never a secret. */
  readonly got: string;
  /** The next step. */
  readonly hint: string;
}

export const settingRefused = finding<Facts>({
  code: "preflight-setting-refused",
  owner: "operator",
  transient: false,
  text: ({ key, expected, got }) => `${key}: expected ${expected}, got ${got}`,
  hint: ({ hint }) => hint,
  meaning:
    "The stack's configuration cannot be used, so `pulumi up` would stop before it makes anything, and nothing else was " +
    "looked at. docs/settings.md describes every key.",
  example: {
    key: "aspera:server.port",
    expected: "a port: a whole number from 1 to 65535",
    got: '"ssh"',
    hint: "Aspera's images use 33001",
  },
});
