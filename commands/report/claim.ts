/** `good`: seen to be as it must; `bad`: seen not to be; `not seen`: nothing is claimed. */
export type Seen = "good" | "bad" | "not seen";

/** Something that is said, whether it was seen, and of when it is. */
export interface Claim {
  readonly state: Seen;
  readonly text: string;
  /** ISO 8601, UTC; left out where it was never seen. */
  readonly asOf?: string;
}

/** One step between Pulumi, the server and the bucket, as the proof goes them. */
export interface Arrow extends Omit<Claim, "asOf"> {
  readonly name: "ssh" | "profile" | "assume" | "refusal" | "bucket";
}
