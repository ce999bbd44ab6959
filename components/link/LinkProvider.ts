import type * as pulumi from "@pulumi/pulumi";

/**
 * The part of the Link resource that is stored in every stack's state: one line a method, no values, nothing captured.
 * The code itself is loaded from the checkout when a method runs, so that a refresh always runs today's code.
 *
 * A method that threw here would block preview, up and destroy; keep it trivial (docs/troubleshooting.md).
 */
export const linkProvider: pulumi.dynamic.ResourceProvider = {
  create: async (inputs) => require(require("node:path").resolve("components/link/entry.js")).create(inputs),
  read: async (id, state) =>
    require(require("node:path").resolve("components/link/entry.js")).read(id, state),
  update: async (id, olds, news) =>
    require(require("node:path").resolve("components/link/entry.js")).update(id, olds, news),
  delete: async () => require(require("node:path").resolve("components/link/entry.js")).remove(),
};
