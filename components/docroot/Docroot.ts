import { Command } from "@pulumi/command/remote";
import * as pulumi from "@pulumi/pulumi";
import { type ApplyRequest, agentStdin } from "../agent/request";
import { commandConnection } from "../server/commandConnection";
import type { ServerArgs } from "../server/serverArgs";
import { agentCommand } from "./closeFormer";
import { docrootProvider } from "./DocrootProvider";
import { ALL_WELL, type DocrootInputs } from "./properties";

/** What a docroot is made of. */
export interface DocrootArgs {
  /** How the server is reached. */
  readonly server: ServerArgs;
  /** Private key by value for the apply Command, whichever way it was given; empty means the SSH agent. */
  readonly privateKeyText: pulumi.Input<string>;
  /** System user in aspera.conf whose docroot this stack owns. */
  readonly transferUser: string;
  /** Docroot URI, raw; a secret. */
  readonly uri: pulumi.Input<string>;
  /** The same for people's eyes. */
  readonly maskedUri: string;
  /** Our external ID; a secret; empty in the one-account procedure. */
  readonly externalId: pulumi.Input<string>;
  /** Text by which a docroot is this stack's. */
  readonly mark: string;
  /** Fingerprint of a foreign docroot that may be taken over, or empty. */
  readonly takeOver: string;
  /** Node user that lists the docroot through Aspera, and its password, a secret; empty for none. */
  readonly nodeApi: { readonly user: string; readonly password: pulumi.Input<string> };
  /** The instance that this stack launched; left out for a server that runs already. */
  readonly instance?: pulumi.Resource;
  /** How the agent changes the server: the fields of its request that settings decide. */
  readonly manners: Pick<ApplyRequest, "createEntry" | "restart" | "idleWait" | "idleThen">;
}

/**
 * The docroot of one transfer user: what is observed on the server, and the Command that makes it so.
 *
 * The Command has no Read, so the observed resource stands upstream of it: a refresh looks at the server, a difference
 * gives a new nonce, and the nonce reaches the Command by stdin. It has no `delete`: an owned user is never left with an
 * empty docroot.
 */
export class Docroot extends pulumi.ComponentResource {
  /** The docroot as it was last seen, masked. */
  declare readonly docroot: pulumi.Output<string>;

  constructor(name: string, args: DocrootArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:docroot:Docroot", name, {}, opts);

    const observed = new ObservedDocroot(
      `${name}-observed`,
      {
        ...args.server,
        ...ALL_WELL,
        docroot: args.maskedUri,
        maskedWanted: args.maskedUri,
        transferUser: args.transferUser,
        wanted: args.uri,
        externalId: args.externalId,
        mark: args.mark,
        takeOver: args.takeOver,
      },
      { parent: this },
    );
    const { sudo, asperaRoot } = args.server;
    new Command(
      `${name}-apply`,
      {
        connection: commandConnection(args.server, args.privateKeyText, args.instance !== undefined),
        create: agentCommand(sudo),
        stdin: pulumi.secret(
          pulumi
            .all([args.uri, args.externalId, observed.expect, observed.nonce, args.nodeApi.password])
            .apply(([docroot, externalId, expect, nonce, nodePassword]) =>
              agentStdin({
                mode: "apply",
                root: asperaRoot,
                user: args.transferUser,
                docroot,
                externalId,
                mark: args.mark,
                expect,
                nonce,
                nodeUser: args.nodeApi.user,
                nodePassword,
                ...args.manners,
              }),
            ),
        ),
        addPreviousOutputInEnv: false,
        logging: "none",
      },
      // A new server is applied to again; one that is gone has nothing to be undone on.
      { parent: this, ...(args.instance && { deletedWith: args.instance }) },
    );

    this.docroot = observed.docroot;
    this.registerOutputs({ docroot: this.docroot });
  }
}

/** The server as it is seen at every refresh; see lifecycle.ts for what its methods do. */
class ObservedDocroot extends pulumi.dynamic.Resource {
  declare readonly docroot: pulumi.Output<string>;
  declare readonly expect: pulumi.Output<string>;
  declare readonly nonce: pulumi.Output<string>;

  constructor(
    name: string,
    inputs: { [Key in keyof DocrootInputs]: pulumi.Input<DocrootInputs[Key]> },
    opts: pulumi.CustomResourceOptions,
  ) {
    super(
      docrootProvider,
      name,
      { ...inputs, fingerprint: undefined, expect: undefined, nonce: undefined },
      opts,
      "aspera",
      "Docroot",
    );
  }
}
