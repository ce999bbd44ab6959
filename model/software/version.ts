/** A version of Aspera's software. Two of one major, minor and build are one, whether the third number is told or not. */
export interface SoftwareVersion {
  readonly major: number;
  readonly minor: number;
  /** Left out of the oldest package names: `3.3.74992`. */
  readonly patch?: number;
  /** What counts within one minor version; `3.4.0` has none. */
  readonly build?: number;
}

/** From here on, a third and last number is a build: no patch was ever numbered so high. */
const LEAST_BUILD = 1000;

/**
 * Reads `3.4.0`, `3.3.74992`, `3.3.3.74992`, `4.4.5.1646`, and what package databases put around it: an epoch in front
 * (`1:`), a release behind (`-1`; it is the build of a version that has none). Undefined for anything else.
 */
export function parseVersion(text: string): SoftwareVersion | undefined {
  const form = /^(?:\d+:)?(\d{1,3})\.(\d{1,4})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-(\d{1,9})?[\w.+~-]*)?$/;
  const found = form.exec(text.trim());
  if (!found) return undefined;
  const [major = 0, minor = 0, third, fourth, release] = found
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  const thirdIsBuild = fourth === undefined && third !== undefined && third >= LEAST_BUILD;
  const patch = thirdIsBuild ? undefined : third;
  const build = thirdIsBuild ? third : (fourth ?? buildFromRelease(release));
  return { major, minor, ...(patch !== undefined && { patch }), ...(build !== undefined && { build }) };
}

function buildFromRelease(release: number | undefined): number | undefined {
  return release !== undefined && release >= LEAST_BUILD ? release : undefined;
}

/** The version as the vendor writes it. */
export function formatVersion({ major, minor, patch, build }: SoftwareVersion): string {
  return [major, minor, patch, build].filter((part) => part !== undefined).join(".");
}

/**
 * Below, at or above zero, as `a` is older than, the same as or newer than `b`: by major, minor, then build. A version
 * without a build comes before those of the same minor version that have one, and among its like the patch counts.
 */
export function compareVersions(a: SoftwareVersion, b: SoftwareVersion): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    (a.build ?? -1) - (b.build ?? -1) ||
    (a.build === undefined ? (a.patch ?? 0) - (b.patch ?? 0) : 0)
  );
}

/** Whether `version` is at least `minimum`; undefined when only a build could tell and the version does not say it. */
export function isAtLeast(version: SoftwareVersion, minimum: SoftwareVersion): boolean | undefined {
  const sameMinor = version.major === minimum.major && version.minor === minimum.minor;
  if (sameMinor && version.build === undefined && minimum.build !== undefined) return undefined;
  if (sameMinor && minimum.build === undefined && version.patch === undefined) return true;
  if (sameMinor && minimum.build === undefined) return (version.patch ?? 0) >= (minimum.patch ?? 0);
  return compareVersions(version, minimum) >= 0;
}
