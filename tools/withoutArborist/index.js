// Pulumi's SDK loads @npmcli/arborist and some hundred packages behind it at every start, to pack the functions that a program
// sends to a cloud (`computeCodePaths`). This program sends none, so package.json (`overrides`) puts this in its place.

/** What the SDK makes of it, where it is used after all. */
exports.Arborist = class {
  constructor() {
    throw new Error(
      "expected no function to be sent to a cloud: the package that finds its dependencies is left out\n" +
        'hint: take "@npmcli/arborist" out of devDependencies and overrides in package.json, then npm install',
    );
  }
};
