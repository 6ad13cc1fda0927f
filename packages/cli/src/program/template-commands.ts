import type { Channel } from '@tidings/sdk'
import type { Command } from 'commander'

import type { Runner } from './runner.js'
import { assetsOption, channelOption, confirmOption, names, wholeNumber } from './shared-flags.js'

/** `lint`, `render`, `preview`, `send-test`, `templates`, `generate`, `check-compat`, `bundle` and `publish`. */
export function addTemplateCommands(program: Command, { bind }: Runner): void {
  const lint = program
    .command('lint')
    .argument('[target...]', 'names of templates, .mjml or .html files, folders, - for stdin. Default: all templates')
    .option('--max-warnings <number>', 'fail with more warnings than this', wholeNumber(0))
    .option('--base <revision>', 'only what has changed since this git revision, and what uses it')
    .option('--fix', 'cure what can be cured without asking')
    .option('--watch', 'lint again whenever a file is saved')
    .option('--no-cache', 'look at everything anew, and write no cache into .tidings')
    .option('--rules', 'list the rules instead')
    .option('--explain <rule>', 'say what a rule guards, why and how to keep it')
  bind(
    lint,
    async () => (await import('../commands/lint.js')).lint,
    (targets, flags) => ({
      targets,
      maxWarnings: flags.maxWarnings as number | undefined,
      cached: flags.cache !== false,
      base: flags.base as string | undefined,
      fix: flags.fix === true,
      watch: flags.watch === true,
      rules: flags.rules === true,
      explain: flags.explain as string | undefined,
    }),
    { formats: ['sarif', 'junit', 'github'], endsItself: (flags) => flags.watch === true },
  )

  const render = program
    .command('render')
    .argument('[template]', 'name of a template; with --all it may be left out, for all of them')
    .option('--sample <name>', 'sample to render with. Default: the first')
    .addOption(channelOption())
    .option('--locale <tag>', "instead of the sample's")
    .option('--brand <name>', "instead of the sample's. Default: main")
    .option('--html', 'the HTML of the mail, and nothing else')
    .option('--out <file>', 'write the mail (or with --html its HTML) to a file; - is stdout')
    .option('--all', 'every sample in every channel and locale, as files in the folder that --out names')
  bind(
    render,
    async () => (await import('../commands/render.js')).render,
    ([name], flags) => ({
      name,
      all: flags.all === true,
      sample: flags.sample as string | undefined,
      channel: flags.channel as Channel | undefined,
      locale: flags.locale as string | undefined,
      brand: flags.brand as string | undefined,
      html: flags.html === true,
      out: flags.out as string | undefined,
    }),
  )

  const preview = program
    .command('preview')
    .argument('[template]', 'name of the template to show first')
    .option('--terminal', 'show it here, in words, and end')
    .option('--sample <name>', 'sample to render with. Default: the first')
    .option('--locale <tag>', "instead of the sample's")
    .option('--brand <name>', "instead of the sample's. Default: main")
    .option('--port <number>', 'port of the page. Default: 8026, or a free one', wholeNumber(0))
    .option('--open', 'open the page in a browser')
    .option('--no-open', 'do not open it')
  bind(
    preview,
    async () => (await import('../commands/preview.js')).preview,
    ([name], flags) => ({
      name,
      port: flags.port as number | undefined,
      open: flags.open as boolean | undefined,
      terminal: flags.terminal === true,
      sample: flags.sample as string | undefined,
      locale: flags.locale as string | undefined,
      brand: flags.brand as string | undefined,
    }),
    { endsItself: true },
  )

  const sendTest = program
    .command('send-test')
    .argument('<template>', 'name of a template')
    .requiredOption('--to <address>', 'e-mail address, +4915112345678, or ios:<token> (android:, web:)')
    .option('--sample <name>', 'sample to render with. Default: the first')
    .addOption(channelOption())
    .option('--locale <tag>', "instead of the sample's")
    .option('--brand <name>', "instead of the sample's. Default: main")
    .option('-y, --yes', 'send from production without asking')
  bind(
    sendTest,
    async () => (await import('../commands/send-test.js')).sendTest,
    ([name = ''], flags) => ({
      name,
      to: flags.to as string,
      sample: flags.sample as string | undefined,
      channel: flags.channel as Channel | undefined,
      locale: flags.locale as string | undefined,
      brand: flags.brand as string | undefined,
      yes: flags.yes === true,
    }),
    { endsItself: true },
  )

  const templates = program.command('templates')
  bind(
    templates,
    async () => (await import('../commands/templates.js')).templates,
    () => ({}),
  )
  bind(
    templates
      .command('support')
      .description('Show what templates use that some mail clients do not know.')
      .argument('[template...]', 'names of templates. Default: all'),
    async () => (await import('../commands/templates-support.js')).templatesSupport,
    (names) => ({ names }),
  )
  const infer = templates
    .command('infer')
    .description('Propose a schema from how a template uses its data, and from its samples.')
    .argument('<template>', 'name of a template')
    .option('--write', 'put it into template.yaml, where that has no data yet')
  bind(
    infer,
    async () => (await import('../commands/templates-infer.js')).templatesInfer,
    ([name = ''], flags) => ({ name, write: flags.write === true }),
  )

  const generate = program
    .command('generate')
    .option('--check', 'write nothing; fail where the file is out of date')
    .option('--out <file>', 'file to write. Default: src/tidings.gen.ts beside tidings.yaml')
    .option('--only <names>', 'only these templates, with commas between', names)
    .option('--json-schema <folder>', 'also write a JSON Schema for each template, for other languages')
    .option('--from <bundle>', 'a bundle instead of templates: a file, an https address, a file of a package')
  bind(
    generate,
    async () => (await import('../commands/generate.js')).generate,
    (_args, flags) => ({
      check: flags.check === true,
      out: flags.out as string | undefined,
      only: (flags.only as readonly string[] | undefined) ?? [],
      jsonSchema: flags.jsonSchema as string | undefined,
      from: flags.from as string | undefined,
    }),
  )

  const compat = program
    .command('check-compat')
    .requiredOption('--base <revision>', 'revision of git to compare with, as origin/main')
    .option('--against <environment>', 'also ask the ledger of this environment who emits')
    .option('--accept <names>', 'templates whose breaks are meant, with commas between', names)
  bind(
    compat,
    async () => (await import('../commands/check-compat.js')).checkCompat,
    (_args, flags) => ({
      base: flags.base as string,
      against: flags.against as string | undefined,
      accept: (flags.accept as readonly string[] | undefined) ?? [],
    }),
  )

  const bundle = program
    .command('bundle')
    .argument('[template...]', 'names of templates. Default: all')
    .option('-o, --out <file>', 'file to write; - is stdout. Default: templates.bundle.json')
    .addOption(assetsOption())
  bind(
    bundle,
    async () => (await import('../commands/bundle.js')).bundle,
    (names, flags) => ({
      names,
      out: flags.out as string | undefined,
      assets: flags.assets as string | undefined,
    }),
  )

  const publish = program
    .command('publish')
    .argument('[template...]', 'names of templates, and a bundle. Default: all templates here')
    .option('--rollback', 'make the version before the present one active again')
    .addOption(assetsOption())
    .addOption(confirmOption())
  bind(
    publish,
    async () => (await import('../commands/publish.js')).publish,
    (names, flags) => ({
      names,
      rollback: flags.rollback === true,
      confirm: flags.confirm as string | undefined,
      assets: flags.assets as string | undefined,
    }),
  )
}
