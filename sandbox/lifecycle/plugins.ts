import { join } from "node:path";
import { ensureGenuine } from "../plugins/genuine";
import { type InstalledPlugin, installPlugins, pluginsInWords } from "../plugins/install";

/** Which aws and command plugins a sandbox runs with. */
export type PluginChoice = "stand-ins" | "genuine";

/** The option that chooses them. */
export const PLUGINS_OPTION = {
  word: "WHICH",
  help: "genuine: the genuine aws and command plugins; stand-ins: the sandbox's own (default)",
} as const;

/**
 * The word after `--plugins`; the stand-ins where there is none.
 * @throws when it is another word
 */
export function pluginChoice(word: string | undefined): PluginChoice {
  if (word === undefined || word === "stand-ins") return "stand-ins";
  if (word === "genuine") return word;
  throw new Error(
    `expected genuine or stand-ins after --plugins, got ${JSON.stringify(word)}\n` +
      "hint: --plugins genuine, or nothing for the sandbox's stand-ins",
  );
}

/**
 * Gets the chosen plugins and puts them where the sandbox's engine looks. Says which ones they are.
 * @param pulumi the engine's program, which downloads genuine ones
 * @throws when a genuine one cannot be had
 */
export async function choosePlugins(
  choice: PluginChoice,
  { home, pulumi, onProgress }: { home: string; pulumi: string; onProgress: (line: string) => void },
): Promise<InstalledPlugin[]> {
  const pulumiHome = join(home, "pulumi-home");
  const genuine = choice === "genuine" ? await ensureGenuine({ pulumi, pulumiHome, onProgress }) : {};
  const plugins = installPlugins({ pulumiHome, genuine });
  const more = plugins.some((plugin) => plugin.genuine) ? "" : " (--plugins genuine takes the genuine ones)";
  onProgress(`plugins: ${pluginsInWords(plugins)}${more}`);
  return plugins;
}
