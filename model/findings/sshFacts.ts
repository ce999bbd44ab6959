/** Facts of a host that could not be asked over SSH. */
export interface SshFacts {
  /** Host and port; behind a jump host it may say which. */
  readonly place: string;
  /** What happened, a phrase. */
  readonly reason: string;
  /** True when it happened at the jump host itself. */
  readonly atJumpHost: boolean;
}

/** The host in a sentence. */
export function hostOf({ place, atJumpHost }: SshFacts): string {
  return atJumpHost ? `jump host ${place}` : place;
}

/** The argument that says how to reach the host. */
export function argumentOf({ atJumpHost }: SshFacts): string {
  return atJumpHost ? "connection.proxy" : "connection";
}
