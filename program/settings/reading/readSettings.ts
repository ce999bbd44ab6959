import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as pulumi from "@pulumi/pulumi";
import { refusal } from "../../../components/refusal";
import type { Settings } from "./assemble";
import { formatFaults } from "./faults";
import { parseSettings } from "./parseSettings";

/**
 * The stack's settings, from Pulumi's configuration.
 * @throws RunError that lists every fault; Pulumi shows it without a stack trace, and nothing is made.
 */
export function readSettings(): Settings {
  const raw = pulumi.runtime.allConfig();
  const stack = pulumi.getStack();
  const { settings, faults } = parseSettings(raw, {
    stack,
    secretKeys: new Set(Object.keys(raw).filter(isSecret)),
    files: { home: homedir(), folder: process.cwd(), read: (path) => readFileSync(path, "utf8") },
    sshAgent: Boolean(process.env.SSH_AUTH_SOCK),
    now: new Date(),
    environment: process.env,
  });
  if (!settings) throw refusal(formatFaults(stack, faults));
  return settings;
}

/** Exported by the SDK, but missing from its typings (`@internal` in runtime/config.ts). */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}
