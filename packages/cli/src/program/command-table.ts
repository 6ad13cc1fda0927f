/** What the help says of a command. */
export interface CommandHelp {
  readonly group: 'start' | 'templates' | 'messages' | 'operate'
  /** Arguments as the usage line shows them. */
  readonly usage: string
  /** What it does, in one sentence. */
  readonly sentence: string
  readonly examples: readonly [string, string, string]
}

/** Titles of the groups, in the order of the help. */
export const commandGroups: Readonly<Record<CommandHelp['group'], string>> = {
  start: 'Start',
  templates: 'Templates',
  messages: 'Messages',
  operate: 'Operate',
}

/** All commands, in the order of the help. */
export const commandTable: Readonly<Record<string, CommandHelp>> = {
  init: {
    group: 'start',
    usage: '[folder]',
    sentence: 'Make a project: configuration, a template, and a service that emits.',
    examples: ['tidings init shop', 'tidings init shop --yes --no-install', 'tidings init --template one-time-code'],
  },
  dev: {
    group: 'start',
    usage: '[stop]',
    sentence: 'Run PostgreSQL, dispatcher, catcher and preview here, and publish templates as they are saved.',
    examples: ['tidings dev', 'tidings dev --detach', 'tidings dev stop'],
  },
  doctor: {
    group: 'start',
    usage: '',
    sentence: 'Check everything that Tidings needs here, and say what to do about what is missing.',
    examples: ['tidings doctor', 'tidings doctor --env staging', 'tidings doctor --json'],
  },
  completion: {
    group: 'start',
    usage: '<bash | zsh>',
    sentence: 'Print the script with which a shell completes commands and flags.',
    examples: [
      'source <(tidings completion bash)',
      'tidings completion bash > ~/.local/share/bash-completion/completions/tidings',
      'source <(tidings completion zsh)',
    ],
  },
  lint: {
    group: 'templates',
    usage: '[target...]',
    sentence: 'Check templates: structure, schema against use, samples in every channel and locale.',
    examples: ['tidings lint', 'tidings lint newsletter.mjml', 'tidings lint --output sarif --max-warnings 0'],
  },
  render: {
    group: 'templates',
    usage: '[template]',
    sentence: 'Show a template as a customer gets it, from one of its samples.',
    examples: [
      'tidings render order-shipped',
      'tidings render order-shipped --sample german --channel sms',
      'tidings render --all --out renders',
    ],
  },
  preview: {
    group: 'templates',
    usage: '[template]',
    sentence: 'Show templates in a browser as customers see them, again with every file that is saved.',
    examples: [
      'tidings preview',
      'tidings preview order-shipped',
      'tidings preview order-shipped --terminal --locale de',
    ],
  },
  'send-test': {
    group: 'templates',
    usage: '<template> --to <address>',
    sentence: 'Send one message to yourself, through the provider that real ones go to.',
    examples: [
      'tidings send-test order-shipped --to ann@example.com',
      'tidings send-test order-shipped --to +4915112345678 --sample german --env staging',
      'tidings send-test order-shipped --to ann@example.com --env production --yes',
    ],
  },
  templates: {
    group: 'templates',
    usage: '[support | infer]',
    sentence: 'List the templates with their lanes, channels, locales and versions.',
    examples: [
      'tidings templates --json',
      'tidings templates support order-shipped',
      'tidings templates infer order-shipped --write',
    ],
  },
  generate: {
    group: 'templates',
    usage: '',
    sentence: 'Write the types and validators that services emit with.',
    examples: [
      'tidings generate --check',
      'tidings generate --only order-shipped,one-time-code --json-schema schemas',
      'tidings generate --from https://example.com/templates.bundle.json',
    ],
  },
  'check-compat': {
    group: 'templates',
    usage: '--base <revision>',
    sentence: 'Find changes of templates that would leave services behind that emit.',
    examples: [
      'tidings check-compat --base origin/main',
      'tidings check-compat --base HEAD~1 --against production',
      'tidings check-compat --base origin/main --accept order-shipped --json',
    ],
  },
  bundle: {
    group: 'templates',
    usage: '[template...]',
    sentence: 'Write what publish would publish as one file.',
    examples: [
      'tidings bundle',
      'tidings bundle -o dist/templates.bundle.json',
      'tidings bundle order-shipped -o - > order-shipped.bundle.json',
    ],
  },
  publish: {
    group: 'templates',
    usage: '[template...]',
    sentence: 'Compile templates and make them what the environment sends.',
    examples: [
      'tidings publish --env staging',
      'tidings publish dist/templates.bundle.json --env staging',
      'tidings publish order-shipped --rollback',
    ],
  },
  emit: {
    group: 'messages',
    usage: '<template>',
    sentence: 'Emit one intent, from a sample or from data of your own.',
    examples: [
      'tidings emit order-shipped --sample german --wait',
      'tidings emit order-shipped --to-email ann@example.com --data order.json',
      'tidings emit one-time-code --sample short --key login-17',
    ],
  },
  caught: {
    group: 'messages',
    usage: '[list|show|fail|events]',
    sentence: 'See what the catcher has caught, and tell it to fail.',
    examples: [
      'tidings caught',
      'tidings caught show 1 --html',
      "tidings caught fail --channel sms 'reject 30003 until lifted'",
    ],
  },
  status: {
    group: 'messages',
    usage: '',
    sentence: 'Show what is waiting, what was sent, what is paused and who is at work.',
    examples: ['tidings status', 'tidings status --since 1h', 'tidings status --json'],
  },
  messages: {
    group: 'messages',
    usage: '',
    sentence: 'List messages, newest first.',
    examples: [
      'tidings messages --to ann@example.com',
      'tidings messages --state failed --since 1h',
      'tidings messages --follow',
    ],
  },
  why: {
    group: 'messages',
    usage: '<id>',
    sentence: 'Tell why a message was or was not sent, attempt by attempt.',
    examples: ['tidings why 9d41c70b', 'tidings why order-17-shipped', 'tidings why 9d41c70b --json'],
  },
  replay: {
    group: 'messages',
    usage: '[id...]',
    sentence: 'Send again what failed: first the plan, then, if you say so, the replay.',
    examples: [
      "tidings replay --state failed --since 10m --reason 'fault lifted'",
      'tidings replay 9d41c70b',
      "tidings replay --state failed --plan 5b2c --yes --reason 'fault lifted'",
    ],
  },
  pause: {
    group: 'operate',
    usage: 'template|provider|channel <name>',
    sentence: 'Hold messages of a template, a provider or a channel.',
    examples: [
      "tidings pause template weekly-menu --reason 'wrong prices'",
      "tidings pause provider mailer --reason 'moving to a new host'",
      "tidings pause channel sms --env production --reason 'carrier outage'",
    ],
  },
  resume: {
    group: 'operate',
    usage: 'template|provider|channel <name>',
    sentence: 'End a pause; what was held goes on.',
    examples: ['tidings resume template weekly-menu', 'tidings resume provider mailer', 'tidings resume channel sms'],
  },
  suppress: {
    group: 'operate',
    usage: 'add|remove|list',
    sentence: 'Keep addresses from being written to, or let them be again.',
    examples: [
      "tidings suppress add ann@example.com --reason 'asked us by phone'",
      'tidings suppress remove ann@example.com',
      'tidings suppress list',
    ],
  },
  migrate: {
    group: 'operate',
    usage: '',
    sentence: "Bring the ledger's tables to this version.",
    examples: ['tidings migrate', 'tidings migrate --env staging', 'tidings migrate --json'],
  },
}
