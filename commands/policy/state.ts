import * as v from "valibot";
import { accountOfArn } from "../../model/aws/arn";
import { allowedAccounts } from "../../policy/reading/allowedAccounts";
import { REDACTED, type Resource } from "../../policy/reading/rule";
import { SIGNATURE, withoutSecretMarks } from "../../provider/protocol/secrets";

const properties = v.optional(v.record(v.string(), v.unknown()), {});

const state = v.object({
  deployment: v.object({
    resources: v.optional(
      v.array(
        v.object({
          urn: v.string(),
          type: v.string(),
          inputs: properties,
          outputs: properties,
          provider: v.optional(v.string()),
          delete: v.optional(v.boolean()),
        }),
      ),
      [],
    ),
  }),
});

/** A resource of a state, as the rules see it. */
export interface HeldResource extends Resource {
  readonly urn: string;
}

/**
 * What a state holds, but for what is only there to be deleted: that is what the engine gives to policies, too.
 * @param text what `pulumi stack export` writes.
 * @throws when it is something else.
 */
export function resourcesOf(text: string): HeldResource[] {
  const parsed = v.safeParse(state, jsonOf(text));
  if (!parsed.success)
    throw new Error(
      "expected a state, got other JSON\nhint: `pulumi stack export --file export.json` writes one",
    );
  const { resources } = parsed.output.deployment;
  const inputsOf = new Map(resources.map(({ urn, inputs }) => [urn, inputs]));
  return resources
    .filter((one) => !one.delete)
    .map(({ urn, type, inputs, outputs, provider = "" }) => {
      const { properties: props, secrets } = withoutSecretMarks(inputs);
      const { arn } = outputs;
      // What AWS answered is sure; a plan has only what the provider allows.
      const account = typeof arn === "string" ? accountOfArn(arn) : "";
      const ofProvider = inputsOf.get(provider.split("::").slice(0, -1).join("::"));
      return {
        urn,
        type,
        props,
        accounts: account
          ? [account]
          : allowedAccounts(ofProvider && withoutSecretMarks(ofProvider).properties),
        secrets: [...new Set(secrets.map(([name = ""]) => name))],
      };
    });
}

/** Whether a secret among its inputs could not be read. */
export function isEncrypted({ props, secrets }: Resource): boolean {
  return secrets.some((name) => JSON.stringify(props[name]).includes(REDACTED));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text, marked);
  } catch {
    return undefined;
  }
}

/**
 * A secret as the protocol has it. A state has its JSON text in clear (`plaintext`), or what the passphrase or a key is needed
 * for (`ciphertext`): that reads as the engine shows it.
 */
function marked(_name: string, value: unknown): unknown {
  const { plaintext, ciphertext, ...marks } = (value ?? {}) as Record<string, unknown>;
  if (Object.keys(marks).join() !== SIGNATURE) return value;
  if (typeof plaintext === "string") return { ...marks, value: JSON.parse(plaintext) };
  return typeof ciphertext === "string" ? { ...marks, value: REDACTED } : value;
}
