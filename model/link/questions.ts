import { mayList, type S3Access, s3Actions } from "../access/s3Permissions";

/** What a proof asks of the bucket: what the bought rights include, and nothing else. */
export interface Questions {
  /** List the folder. */
  readonly list: boolean;
  /** Start an upload into the folder, and abort it. */
  readonly upload: boolean;
  /** Delete an object of the proof's own name, before there is one: then nothing is made that would stay. */
  readonly delete: boolean;
  /** Make that object, read it back and delete it: only where all three are allowed. */
  readonly download: boolean;
}

/** The questions that fit these rights, with what IBM's table adds where it is granted. */
export function questionsOf(rights: Pick<S3Access, "access" | "vendorRights">): Questions {
  const { access } = rights;
  const actions = s3Actions(rights);
  const [may, upload] = [(action: string) => actions.includes(action), access.includes("upload")];
  return {
    list: mayList(access),
    upload,
    delete: may("s3:DeleteObject"),
    download: upload && may("s3:DeleteObject") && may("s3:GetObject"),
  };
}
