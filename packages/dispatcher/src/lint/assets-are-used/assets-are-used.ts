import { exampleDefinition } from '../example-definition.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const picture = {
  '_assets/box.png': 'A picture of 600 x 400 pixels',
  'template.yaml': `${exampleDefinition(['en'])}brands: [main]\n`,
}

/** What nobody shows is uploaded by nobody, and in nobody's way but that of whoever looks for a picture. */
export const assetsAreUsed: LintRule = {
  id: 'TPL557',
  group: 'images',
  severity: 'warning',
  title: 'Every file of `_assets/` is shown by a template.',
  why: 'Somebody draws the picture anew, sees no change, and the customers go on seeing the one that the templates name.',
  source: 'Tidings: a file that no template names is never served',
  fix: 'name it in a template, or delete it; a drawing may lie beside the picture that is made from it, as mark.svg beside mark.png',
  bad: picture,
  good: { ...picture, ...mailWith('<mj-image src="_assets/box.png" alt="Open box" />') },
  check: ({ idleAssets }, report) => {
    for (const file of idleAssets) report({ file, line: 1, column: 1 }, `no template shows ${file}`)
  },
}
