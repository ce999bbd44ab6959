import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import { clientsFor, readKeys } from "../accounts";
import { type Breakage, DEV, type World } from "./breakage";

const ELSEWHERE = "eu-west-1";
const PARKED = `${DEV.bucket}-parked`;

/** The bucket was created again, empty, in another region; its objects are parked in a second bucket until `heal`. */
export const wrongRegion: Breakage = {
  plays: "acme's bucket was deleted and created again in eu-west-1",
  async break({ customer: { s3 } }) {
    await s3.send(new CreateBucketCommand({ Bucket: PARKED }));
    await move(s3, DEV.bucket, PARKED);
    await s3.send(new DeleteBucketCommand({ Bucket: DEV.bucket }));
    await s3.send(
      new CreateBucketCommand({
        Bucket: DEV.bucket,
        CreateBucketConfiguration: { LocationConstraint: ELSEWHERE },
      }),
    );
    return {};
  },
  async heal(world) {
    const there = elsewhere(world);
    const { LocationConstraint } = await there.s3.send(new GetBucketLocationCommand({ Bucket: DEV.bucket }));
    if (LocationConstraint !== ELSEWHERE) return false;
    for (const Key of await keysOf(there.s3, DEV.bucket))
      await there.s3.send(new DeleteObjectCommand({ Bucket: DEV.bucket, Key }));
    await there.s3.send(new DeleteBucketCommand({ Bucket: DEV.bucket }));
    there.destroy();
    const { s3 } = world.customer;
    await s3.send(new CreateBucketCommand({ Bucket: DEV.bucket }));
    await move(s3, PARKED, DEV.bucket);
    await s3.send(new DeleteBucketCommand({ Bucket: PARKED }));
    return true;
  },
};

function elsewhere({ home, endpoint }: World) {
  const keys = readKeys(home).acme;
  if (!keys) throw new Error("expected keys of profile acme in the sandbox, found none");
  return clientsFor(endpoint, keys, ELSEWHERE);
}

async function keysOf(s3: S3Client, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
}

async function move(s3: S3Client, from: string, to: string): Promise<void> {
  for (let keys = await keysOf(s3, from); keys.length > 0; keys = await keysOf(s3, from)) {
    for (const Key of keys) {
      const CopySource = `${from}/${Key.split("/").map(encodeURIComponent).join("/")}`;
      await s3.send(new CopyObjectCommand({ Bucket: to, Key, CopySource }));
      await s3.send(new DeleteObjectCommand({ Bucket: from, Key }));
    }
  }
}
