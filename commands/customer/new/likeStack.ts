import type { Fault } from "../../../program/settings";
import { stackOutputs } from "../../pulumi/outputs";
import { objectIn } from "../customersOwn";
import type { Draft } from "../draft";
import { otherStacks } from "../otherStacks";

/** What another stack says of how it launches or upgrades the server: no second stack may say it, too. */
const OF_ITS_OWN = ["instance", "securityGroup", "allowReplace", "upgrade"];

/** The server as another stack has it, or why it cannot be had from there. */
export type LikeStack = { readonly like: Draft; readonly fault?: undefined } | { readonly fault: Fault };

/**
 * Reads from another stack the server, and how it is reached. No secret is decrypted for it.
 * @param names every stack of the backend.
 */
export async function likeStack(
  name: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<LikeStack> {
  const fault = (expected: string, got: string, hint: string): LikeStack => ({
    fault: { key: "--like", expected, got, hint },
  });
  if (!names.includes(name))
    return fault("a stack of this backend", JSON.stringify(name), "`pulumi stack ls` lists them");
  const [seen] = await otherStacks([name], { secrets: false, signal });
  const { values = {}, unread } = seen ?? {};
  if (unread !== undefined)
    return fault("a stack that can be read", unread, "give the server's part by its options");
  if (values["aspera:side"] === "bucket")
    return fault(
      "a stack with the server's side",
      `${name}, which is the bucket's side alone`,
      "name another stack",
    );
  const launches = objectIn(values["aspera:server"]).instance !== undefined;
  return { like: serverAsIn(values, launches ? await stackOutputs(name, signal) : {}) };
}

/**
 * Account, role, address, login and key file.
 * @param values that stack's full keys and their text.
 * @param outputs those of its last `up`: a server that it launched has its address there.
 */
export function serverAsIn(
  values: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, unknown>>,
): Draft {
  const inside = (key: string) => objectIn(values[`aspera:${key}`]);
  const { host, instanceId, ...server } = inside("server");
  const kept = Object.entries(server).filter(([key]) => !OF_ITS_OWN.includes(key));
  return {
    serverAccount: inside("serverAccount"),
    serverRole: { name: inside("serverRole").name },
    server: {
      host: host ?? outputs.address,
      ...Object.fromEntries(kept),
      instanceId: instanceId ?? outputs.instanceId,
    },
    sshPrivateKeyFile: values["aspera:sshPrivateKeyFile"],
    restart: restartIn(values["aspera:restart"]),
  };
}

/** A word, or an object. */
function restartIn(text: string | undefined): unknown {
  return text?.trimStart().startsWith("{") ? objectIn(text) : text;
}
