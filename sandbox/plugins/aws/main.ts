// The sandbox's stand-in for the aws plugin 7.48.0: a few IAM, S3 and EC2 types over the AWS SDK, shown and changed as the
// genuine one does; ../README.md has what was compared, and what still differs. The emulator forgets an instance's
// termination protection and metadata options, so they are kept in files of the sandbox's home: <PULUMI_HOME>/instances/
// <instance id>.json, which a hand may edit to play the console. It does not generate names, wait for IAM to propagate, retry "Invalid principal in policy", import by
// anything but the plain id, know `namePrefix`, `inlinePolicies`, `managedPolicyArns` or `ignoreTags`, or list what it
// could not read. It refuses properties and types it does not know.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true"; // the pinned SDK supports Node 20; the warning is about later SDKs
process.env.AWS_EC2_METADATA_DISABLED ??= "true"; // a laptop has no metadata service, and asking for one takes seconds

import { servePlugin } from "../../../provider/protocol/serve";
import { aws } from "./plugin";

servePlugin(aws);
