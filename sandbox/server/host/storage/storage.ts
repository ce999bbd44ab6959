import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { UserConf } from "../conf/asperaConf";
import { hostSettings } from "../settings";
import { docrootSession } from "./credentials";
import { objectKey, readDocroot, type S3Docroot } from "./docroot";

/** An entry in a folder of a docroot. */
export interface Entry {
  /** Path below the docroot, with a leading slash. */
  path: string;
  /** Name without its folder. */
  basename: string;
  type: "file" | "directory";
  /** In bytes; 0 for a directory. */
  size: number;
}

/** A user's open docroot, for transfers and browsing. */
export interface Storage {
  /** Uploads a local file; returns its size in bytes. */
  put(localFile: string, path: string): Promise<number>;
  /** Downloads to a local file, which appears only when complete; returns its size in bytes. */
  get(path: string, localFile: string): Promise<number>;
  list(path: string): Promise<Entry[]>;
}

/** The user's settings in aspera.conf forbid it. */
export class NotAllowed extends Error {}

function openBucket(docroot: S3Docroot): { bucket: string; client: Promise<S3Client> } {
  const { accountsEndpoint, region } = hostSettings();
  if (!/(^|\.)amazonaws\.com(\.cn)?$/.test(docroot.host)) {
    throw new Error(`expected a docroot on an amazonaws.com host, got ${docroot.host}`);
  }
  const client = docrootSession(docroot).then(
    (credentials) =>
      new S3Client({ endpoint: accountsEndpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 }),
  );
  return { bucket: docroot.bucket, client };
}

/**
 * Opens a user's docroot: parses it, gets the instance's credentials, assumes its role.
 * @throws NotAllowed when the user has no docroot here; an error of the AWS SDK when the role cannot be assumed
 */
export async function openStorage(name: string, user: UserConf): Promise<Storage> {
  if (!user.own) throw new NotAllowed(`aspera.conf has no user ${name}`);
  if (!user.docroot)
    throw new NotAllowed(`user ${name} has no docroot: the whole file system, which is not played`);
  const docroot = readDocroot(user.docroot);
  const opened = openBucket(docroot);
  const client = await opened.client;
  const Bucket = opened.bucket;
  const must = (allowed: boolean, option: string) => {
    if (!allowed) throw new NotAllowed(`${option} of user ${name} is false`);
  };
  return {
    async put(localFile, path) {
      must(user.write, "write_allowed");
      const { size } = await stat(localFile);
      const Body = createReadStream(localFile);
      await client.send(
        new PutObjectCommand({ Bucket, Key: objectKey(docroot, path), Body, ContentLength: size }),
      );
      return size;
    },
    async get(path, localFile) {
      must(user.read, "read_allowed");
      const answer = await client.send(new GetObjectCommand({ Bucket, Key: objectKey(docroot, path) }));
      await mkdir(dirname(localFile), { recursive: true });
      // Like the vendor, write under another name first: half a file must not look complete.
      const partial = `${localFile}.partial`;
      try {
        await pipeline(answer.Body as Readable, createWriteStream(partial));
        await rename(partial, localFile);
      } finally {
        await rm(partial, { force: true });
      }
      return (await stat(localFile)).size;
    },
    async list(path) {
      must(user.browse, "dir_allowed");
      const key = objectKey(docroot, path);
      const Prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
      const below = (full: string) => `/${full.slice(docroot.prefix.length)}`;
      const entries: Entry[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix, Delimiter: "/", ContinuationToken }),
        );
        for (const { Prefix: folder = "" } of page.CommonPrefixes ?? []) {
          const basename = folder.slice(Prefix.length, -1);
          entries.push({ path: below(folder.slice(0, -1)), basename, type: "directory", size: 0 });
        }
        for (const { Key = "", Size = 0 } of page.Contents ?? []) {
          if (Key === Prefix) continue;
          entries.push({ path: below(Key), basename: Key.slice(Prefix.length), type: "file", size: Size });
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return entries;
    },
  };
}
