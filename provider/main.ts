// Our plugin: the resources that look at an Aspera server, prove its link, hand it over, and upgrade it.
import { version } from "../package.json";
import { shareAgents } from "./agent/askAgent";
import { endSharedAgents } from "./agent/sharedAgents";
import { docrootResource, docrootSchema } from "./docroot/resource";
import { formerResource, formerSchema } from "./former/resource";
import { handoverResource, handoverSchema } from "./handover/resource";
import { linkResource, linkSchema } from "./link/resource";
import { publishedSchema } from "./plugin/publishedSchema";
import { servePlugin } from "./protocol/serve";
import { softwareResource, softwareSchema } from "./software/resource";
import { giveUpEverything } from "./ssh/giveUp";

// One run of Pulumi asks a server several times.
shareAgents();

servePlugin({
  name: "aspera",
  title: "the aspera plugin",
  version,
  marksSecrets: true,
  hasNoArguments: true,
  schema: () =>
    publishedSchema("aspera", version, {
      "aspera:index:Docroot": docrootSchema,
      "aspera:index:FormerDocroots": formerSchema,
      "aspera:index:Handover": handoverSchema,
      "aspera:index:Link": linkSchema,
      "aspera:index:ServerSoftware": softwareSchema,
    }),
  configure: async () => undefined,
  resources: {
    "aspera:index:Docroot": () => docrootResource,
    "aspera:index:FormerDocroots": () => formerResource,
    "aspera:index:Handover": () => handoverResource,
    "aspera:index:Link": () => linkResource,
    "aspera:index:ServerSoftware": () => softwareResource,
  },
  invokes: {},
  cancel() {
    giveUpEverything();
    endSharedAgents();
  },
});
