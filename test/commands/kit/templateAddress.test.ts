import assert from "node:assert/strict";
import { templateAddress } from "../../../commands/kit/templateAddress";

describe("kit: the address of a template", () => {
  it("is one of S3, in every form and partition", () => {
    for (const url of [
      "https://templates.s3.us-east-1.amazonaws.com/kit/cloudformation.yaml",
      "https://templates.s3.amazonaws.com/cloudformation.yaml",
      "https://s3.amazonaws.com/templates/cloudformation.yaml",
      "https://s3-us-west-2.amazonaws.com/templates/cloudformation.yaml",
      "https://templates.s3.cn-north-1.amazonaws.com.cn/cloudformation.yaml",
    ])
      assert.equal(templateAddress(url), url);
  });

  it("of any other host or kind is refused", () => {
    for (const url of [
      "cloudformation.yaml",
      "http://templates.s3.us-east-1.amazonaws.com/cloudformation.yaml",
      "https://example.com/cloudformation.yaml",
      "https://s3.amazonaws.com.example.com/cloudformation.yaml",
      "https://user@templates.s3.amazonaws.com/cloudformation.yaml",
      "https://templates.s3.amazonaws.com/",
      "s3://templates/cloudformation.yaml",
    ])
      assert.throws(
        () => templateAddress(url),
        /^Error: expected --template-url to be an address of S3, got ".*\nhint: put cloudformation\.yaml into a bucket/,
        url,
      );
  });
});
