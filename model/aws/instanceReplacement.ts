/** What is wanted of an instance, as far as a change of it forces another one. */
export interface InstanceWanted {
  readonly amiId: string;
  /** Left out: as it is. */
  readonly subnetId?: string;
  readonly keyName?: string;
  readonly rootVolume?: { readonly encrypted: boolean };
}

/** What AWS says of an instance, as far as a change of it forces another instance. */
export interface InstanceFacts {
  readonly id: string;
  readonly amiId: string;
  /** Empty for none. */
  readonly subnetId: string;
  /** Empty for none. */
  readonly keyName: string;
  /** Undefined where it cannot be seen. */
  readonly rootEncrypted?: boolean;
}

/** One property whose change would replace the instance. */
export interface Replacing {
  /** As in the settings: `amiId`. */
  readonly property: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Which of the wanted properties make AWS launch another instance (terraform-provider-aws
 * internal/service/ec2/ec2_instance.go, ForceNew). A property that is left out keeps what is there. Instance type, security
 * groups, metadata options, volume size and tags change in place.
 */
export function replacing(wanted: InstanceWanted, found: InstanceFacts): Replacing[] {
  const pairs: [string, string | undefined, string | undefined][] = [
    ["amiId", found.amiId, wanted.amiId],
    ["subnetId", found.subnetId, wanted.subnetId],
    ["keyName", found.keyName, wanted.keyName],
    ["rootVolume.encrypted", text(found.rootEncrypted), text(wanted.rootVolume?.encrypted)],
  ];
  return pairs.flatMap(([property, from, to]) =>
    from === undefined || to === undefined || from === to ? [] : [{ property, from: from || "none", to }],
  );
}

function text(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
