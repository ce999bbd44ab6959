import type * as pulumi from "@pulumi/pulumi";

/**
 * The part of the ServerSoftware resource that is stored in the stack's state: one line a method, no values, nothing
 * captured, as in components/docroot/DocrootProvider.ts.
 */
export const softwareProvider: pulumi.dynamic.ResourceProvider = {
  create: async (inputs) =>
    require(require("node:path").resolve("components/server/software/entry.js")).create(inputs),
  update: async (id, olds, news) =>
    require(require("node:path").resolve("components/server/software/entry.js")).update(id, olds, news),
  delete: async (id, state) =>
    require(require("node:path").resolve("components/server/software/entry.js")).remove(id, state),
};
