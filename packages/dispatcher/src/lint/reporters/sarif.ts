import { createHash } from 'node:crypto'

import { describeRules, type RuleDescription } from '../describe-rules.js'
import { packageVersion } from '../package-version.js'
import type { Located } from './located.js'
import { wellFormed } from './well-formed.js'

/** Findings as a log of SARIF 2.1.0 (OASIS), which code scanning services read. */
export function sarifLog(located: readonly Located[]): object {
  const used = new Set(located.map(({ finding }) => finding.rule))
  const rules = describeRules().filter(({ id }) => used.has(id))
  const index = new Map(rules.map(({ id }, at) => [id, at]))
  const fingerprint = createFingerprints()
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tidings',
            semanticVersion: packageVersion,
            informationUri: 'https://github.com/tidings-dev/tidings',
            rules: rules.map(describe),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: located.map((each) => {
          const { rule, severity, line, column, message, hint } = each.finding
          return {
            ruleId: rule,
            ruleIndex: index.get(rule) ?? -1,
            level: severity,
            message: { text: wellFormed(hint === undefined ? message : `${message}\nHint: ${hint}`) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(wellFormed(each.path)), uriBaseId: '%SRCROOT%' },
                  region: { startLine: line, startColumn: column },
                },
              },
            ],
            partialFingerprints: { primaryLocationLineHash: fingerprint(each) },
          }
        }),
      },
    ],
  }
}

function describe({ id, group, severity, title, docs, rule }: RuleDescription): object {
  return {
    id,
    shortDescription: { text: title },
    ...(rule === undefined ? {} : { fullDescription: { text: rule.why } }),
    help: { text: rule === undefined ? title : `${rule.why}\nFix: ${rule.fix}\nSource: ${rule.source}` },
    helpUri: docs,
    defaultConfiguration: { level: severity },
    properties: { tags: [group] },
  }
}

/** The same finding keeps its print when lines are added above it: rule, file, text of the line, and which of equal ones. */
function createFingerprints(): (located: Located) => string {
  const seen = new Map<string, number>()
  return ({ finding, path, line }) => {
    const hash = createHash('sha256').update([finding.rule, path, line.trim()].join('\n')).digest('hex').slice(0, 16)
    const nth = (seen.get(hash) ?? 0) + 1
    seen.set(hash, nth)
    return `${hash}:${nth}`
  }
}
