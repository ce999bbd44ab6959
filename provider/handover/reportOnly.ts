/** What a run is told that reports what is still allowed, and plans nothing: a check for drift. */
export const REPORT_ONLY = { ASPERA_HANDOVER: "report" } as const;

/** Whether this run was told so. */
export function reportOnly(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment.ASPERA_HANDOVER === REPORT_ONLY.ASPERA_HANDOVER;
}
