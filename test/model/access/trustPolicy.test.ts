import assert from "node:assert/strict";
import { assumeRight } from "../../../model/access/assumeRight";
import { bucketRoleTrust, ec2Trust, serverRoleSid } from "../../../model/access/trustPolicy";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";

describe("access: trust policies", () => {
  it("lets the server role be carried by EC2 instances and by nothing else", () => {
    assert.deepEqual(ec2Trust("aws"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AsperaServerInstance",
          Effect: "Allow",
          Principal: { Service: "ec2.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });

  it("uses China's own service name there", () => {
    assert.deepEqual(ec2Trust("aws-cn").Statement[0]?.Principal, { Service: "ec2.amazonaws.com.cn" });
  });

  it("lets one role assume the bucket role, and only with the external ID", () => {
    assert.deepEqual(
      bucketRoleTrust({
        serverRoles: [{ arn: SERVER_ROLE, uniqueId: "AROAEXAMPLEID" }],
        externalIds: ["acme-4d1f"],
      }),
      {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AsperaServerRoleAROAEXAMPLEID",
            Effect: "Allow",
            Principal: { AWS: SERVER_ROLE },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": ["acme-4d1f"] } },
          },
        ],
      },
    );
  });

  it("lets in sessions of some names only, where names are given", () => {
    const trust = bucketRoleTrust({
      serverRoles: [{ arn: SERVER_ROLE, uniqueId: "AROAEXAMPLE" }],
      externalIds: ["acme-4d1f"],
      sessionNames: ["acme", "acme-2"],
    });
    assert.deepEqual(trust.Statement[0]?.Condition, {
      StringEquals: { "sts:ExternalId": ["acme-4d1f"], "sts:RoleSessionName": ["acme", "acme-2"] },
    });
  });

  it("refuses to write a trust without an external ID", () => {
    assert.throws(
      () => bucketRoleTrust({ serverRoles: [{ arn: SERVER_ROLE, uniqueId: "AROA" }], externalIds: [] }),
      /at least one external ID/,
    );
  });

  it("changes its text when the server role is made again", () => {
    assert.notEqual(serverRoleSid("AROAFIRST"), serverRoleSid("AROASECOND"));
  });

  it("gives the server role the right to assume one role, and nothing else", () => {
    const bucketRole = "arn:aws:iam::444455556666:role/aspera-acme";
    assert.deepEqual(assumeRight(bucketRole), {
      Version: "2012-10-17",
      Statement: [
        { Sid: "AssumeBucketRole", Effect: "Allow", Action: "sts:AssumeRole", Resource: bucketRole },
      ],
    });
  });
});
