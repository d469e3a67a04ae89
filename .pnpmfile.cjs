// nodejs-polars publishes its binaries for every platform, but its platform packages declare
// `engines.node >= 22`, so that a package manager on Node 20 skips them in silence. They run on 20:
// the relaxed range is written into pnpm-lock.yaml. See docs/decisions/0002-nodejs-polars-on-node-20.md.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.name?.startsWith('nodejs-polars-')) manifest.engines = { node: '>=20' };
      return manifest;
    },
  },
};
