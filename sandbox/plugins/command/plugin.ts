import { remoteCommand } from "./remoteCommand";

/** The stand-in for the command plugin; main.ts says what it does not do. */
export const command = {
  name: "command",
  title: "the sandbox's stand-in for the command plugin",
  version: "1.2.1",
  configure: async () => undefined,
  resources: { "command:remote:Command": () => remoteCommand },
  invokes: {},
};
