import { checkConfig, configure } from "./configure";
import { invokes, resources } from "./registry";

/** The stand-in for the aws plugin; main.ts says what it does not do. */
export const aws = {
  name: "aws",
  title: "the sandbox's stand-in for the aws plugin",
  version: "7.48.0",
  checkConfig,
  configure,
  resources,
  invokes,
};
