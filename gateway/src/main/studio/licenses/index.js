/** The licence text of packages that name their licence and do not ship its text. */
const fs = require('node:fs');
const path = require('node:path');

const scopes = [
  [/^@jupyter(lab|-widgets)?\/|^@lumino\//, 'Project Jupyter Contributors'],
  [/^@microsoft\//, 'Microsoft Corporation']
];

/** @throws Error for a licence we have no text of: the build must not ship a package without one */
exports.licenseText = function (packageName, licenseType) {
  const file = path.join(__dirname, `${licenseType}.txt`);
  if (!fs.existsSync(file)) {
    throw new Error(`${packageName} has licence ${licenseType}: put its text into ${file}`);
  }
  const { author } = require(`${packageName}/package.json`);
  const known = scopes.find(([pattern]) => pattern.test(packageName));
  const holder = known ? known[1] : (author?.name ?? author ?? `the authors of ${packageName}`);
  return `Copyright (c) ${holder}\n\n${fs.readFileSync(file, 'utf8')}`;
};
