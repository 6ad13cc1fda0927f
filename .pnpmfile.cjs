/** Packages whose mail templates or data our tests read: nothing of them runs, so nothing of what they need is installed. */
const readOnly = new Set([
  '@microsoft/jest-sarif',
  '@vendure/email-plugin',
  'bootstrap-email',
  'caniemail',
  'foundation-emails',
  'grunt-mjml',
  'gulp-mjml',
  'mailgen',
  'mails-default',
  'parse-smtp-template',
  'sails-generate',
  'swig-email-templates',
])

module.exports = {
  hooks: {
    readPackage: (manifest) =>
      readOnly.has(manifest.name) ? { ...manifest, dependencies: {}, peerDependencies: {}, bin: {} } : manifest,
  },
}
