/** Name of the inline policy that holds the rights, on every bucket role. */
export const RIGHTS_POLICY = "aspera-s3";

/** What IAM shows beside the role's name. */
export const BUCKET_ROLE_DESCRIPTION =
  "Assumed by an IBM Aspera server with an external ID, for one bucket and prefix.";

/** Longest session in seconds where nothing else is said; also the most that role chaining allows. */
export const SESSION = 3600;
