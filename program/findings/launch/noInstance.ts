import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly stack: string;
  /** Whether the stack launches its server. */
  readonly launches: boolean;
}

export const noInstance = finding<Facts>({
  code: "launch-no-instance",
  owner: "operator",
  transient: false,
  text: ({ stack }) => `stack ${stack} has no instance yet whose console could be read`,
  hint: ({ launches }) =>
    launches ? "`pulumi up` launches it" : "give `instanceId` and `host` in aspera:server",
  meaning:
    "Both the instance and its address are needed: `npm run host-key` compares the key on the network with the one that the " +
    "instance printed to its console.",
  example: { stack: "acme-prod", launches: true },
});
