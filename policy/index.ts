import { PolicyPack } from "@pulumi/policy";
import { asPolicy } from "./asPolicy";
import { RULES } from "./rules";

// Starts a server and prints its port, so nothing else may import this file.
new PolicyPack("aspera-on-aws", {
  description: "What must hold of links between Aspera servers and S3 buckets of other accounts.",
  policies: RULES.map(asPolicy),
});
