import { Command } from "@pulumi/command/remote";
import * as pulumi from "@pulumi/pulumi";
import type { TransferRight } from "../model/access/transferRights";
import { metadataAddress } from "../model/aws/endpoints";
import type { RestartRequest } from "../provider/agent/request";
import { perlCommand } from "../provider/ssh/logins";
import { commandTimeouts } from "./commandTimeouts";
import { type ConnectionArgs, commandConnection, connectionInputs } from "./connection";
import { docrootAsSeen, timeOfLook } from "./docrootAsSeen";
import { type DocrootPlaceArgs, placeInputs } from "./docrootPlace";
import { FormerDocroots } from "./FormerDocroots";
import { ObservedDocroot } from "./ObservedDocroot";
import { privateKeyByValue } from "./privateKey";

/** Who lists a docroot through Aspera. */
export interface NodeApiArgs {
  /** Node user of the transfer user. */
  readonly user: pulumi.Input<string>;
  /** Its password; a secret. */
  readonly password: pulumi.Input<string>;
}

/** How asperanoded takes up a changed docroot. */
export type RestartArgs = Pick<RestartRequest, "restart" | "idleWait" | "idleThen">;

/** What a docroot is made of. */
export interface DocrootArgs extends DocrootPlaceArgs {
  /** How the server is reached. */
  readonly connection: ConnectionArgs;
  /** System user in aspera.conf whose docroot this is. Renaming it closes the former user's docroot. */
  readonly transferUser: pulumi.Input<string>;
  /** Fingerprint (16 hex digits) of a foreign docroot that may be replaced once; default: none may. */
  readonly takeOver?: pulumi.Input<string>;
  /**
   * What a transfer user must be allowed by aspera.conf: an entry that is made gets these, and a finding says where a user
   * who is there lacks them. Default: nothing is said.
   */
  readonly rights?: pulumi.Input<TransferRight[]>;
  /**
   * Whether the user's transfers are meant to come with tokens, as those of Shares, Faspex, Aspera on Cloud and the Node API
   * do; default false: it is told where aspera.conf lets the user transfer with a token only.
   */
  readonly transferTokens?: pulumi.Input<boolean>;
  /** Whether a user that aspera.conf lacks is added to it; default false: that is refused. */
  readonly createTransferUserEntry?: pulumi.Input<boolean>;
  /** How asperanoded takes up a change; default: a restart. */
  readonly restart?: pulumi.Input<RestartArgs>;
  /** Node user that must be able to list the new docroot, else the change is undone; default: Aspera is not asked. */
  readonly nodeApi?: NodeApiArgs;
  /**
   * True while the link has still to stand for the first time: everything is asked that could refuse the docroot, and it is
   * not switched. Default false.
   */
  readonly waiting?: pulumi.Input<boolean>;
  /** The instance, where the same program launched it: the Command waits longer for it, and goes with it. */
  readonly instance?: pulumi.Resource;
}

/**
 * The docroot of one transfer user: what is observed on the server, and the Command that makes it so.
 *
 * 1. `observed` (`aspera:index:Docroot`) looks at the server at every refresh. A Command has no Read, so it stands upstream
 *    of it: a difference gives a new nonce, and the nonce reaches the Command by stdin.
 * 2. `apply` (`command:remote:Command`) changes one value in aspera.conf and restarts asperanoded, in one transaction. It
 *    has no `delete`: an owned user is never left with an empty docroot, which would open the whole file system.
 * 3. `former` (`aspera:index:FormerDocroots`) closes what a move to another user or server left behind, after that.
 */
export class Docroot extends pulumi.ComponentResource {
  /** The docroot as it was last seen, masked; known once it is in place. Where it cannot be looked at, it says of when it is. */
  declare readonly docroot: pulumi.Output<string>;
  /**
   * When the server last answered, in UTC: `2026-11-26T15:15:16Z`. A stack keeps the outputs of its last `up` that ended well;
   * this one says how old they are. Not known in a preview.
   */
  declare readonly lastSeen: pulumi.Output<string | undefined>;
  /** What is observed on the server. */
  declare readonly observed: ObservedDocroot;
  /** What applies the docroot and restarts the service. */
  declare readonly apply: Command;
  /** What closes the docroots that a move left behind. */
  declare readonly former: FormerDocroots;

  constructor(name: string, args: DocrootArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aspera:components:Docroot", name, {}, opts);
    const { transferUser, nodeApi, createTransferUserEntry, transferTokens, rights, restart } = args;
    const connection = connectionInputs(args.connection);
    const place = placeInputs(args);

    this.observed = new ObservedDocroot(
      `${name}-observed`,
      {
        connection,
        transferUser,
        ...place,
        takeOver: args.takeOver,
        ...(args.waiting !== undefined && { waiting: args.waiting }),
        createTransferUserEntry,
        rights,
        // As the proof is led: by this machine's variables, never by the server's.
        metadata: metadataAddress(process.env),
        transferTokens,
        restart,
        nodeApi: nodeApi && { user: nodeApi.user, password: pulumi.secret(nodeApi.password) },
      },
      { parent: this, ...(opts?.dependsOn && { dependsOn: opts.dependsOn }) },
    );

    this.apply = new Command(
      `${name}-apply`,
      {
        connection: commandConnection(
          connection,
          privateKeyByValue(args.connection),
          args.instance !== undefined,
        ),
        create: pulumi.output(connection.sudo).apply(perlCommand),
        stdin: pulumi.secret(this.observed.request),
        addPreviousOutputInEnv: false,
        logging: "none",
      },
      // A new server is applied to again; one that is gone has nothing to be undone on.
      {
        parent: this,
        // The agent's answer holds the docroot's fingerprint, from which an external ID can be guessed.
        additionalSecretOutputs: ["stdout", "stderr"],
        customTimeouts: commandTimeouts(restart),
        ...(args.instance && { deletedWith: args.instance }),
      },
    );

    const { leftBehind, leaves } = this.observed;
    this.former = new FormerDocroots(
      `${name}-former`,
      { leftBehind, leaves, restart },
      { parent: this, dependsOn: [this.apply] },
    );

    this.docroot = pulumi
      .all([docrootAsSeen(this.observed), pulumi.unsecret(this.apply.stdout)])
      .apply(([docroot]) => docroot);
    this.lastSeen = timeOfLook(this.observed);
    this.registerOutputs({ docroot: this.docroot });
  }
}
