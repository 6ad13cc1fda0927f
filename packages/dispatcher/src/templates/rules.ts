import type { Finding } from './finding.js'

/** Id of a rule that compiling checks. */
export type RuleId =
  | 'TPL001'
  | 'TPL002'
  | 'TPL003'
  | 'TPL004'
  | 'TPL005'
  | 'TPL006'
  | 'TPL007'
  | 'TPL008'
  | 'TPL009'
  | 'TPL101'
  | 'TPL102'
  | 'TPL103'
  | 'TPL104'
  | 'TPL105'
  | 'TPL106'
  | 'TPL107'
  | 'TPL108'
  | 'TPL109'
  | 'TPL110'
  | 'TPL111'
  | 'TPL112'
  | 'TPL120'
  | 'TPL121'
  | 'TPL122'
  | 'TPL123'
  | 'TPL124'
  | 'TPL125'
  | 'TPL126'
  | 'TPL127'
  | 'TPL201'
  | 'TPL202'
  | 'TPL203'
  | 'TPL204'
  | 'TPL205'
  | 'TPL206'
  | 'TPL207'
  | 'TPL301'
  | 'TPL302'
  | 'TPL303'
  | 'TPL401'
  | 'TPL402'

/** What a rule guards. */
export interface Rule {
  readonly severity: Finding['severity']
  readonly title: string
}

/** Every rule that compiling can break: id, severity, and what it guards in one sentence. Ids never change. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  TPL001: { severity: 'error', title: 'A template has a template.yaml.' },
  TPL002: { severity: 'error', title: 'template.yaml and catalogues are YAML without duplicates, and small.' },
  TPL003: { severity: 'error', title: 'template.yaml has the keys and values that it may have.' },
  TPL004: { severity: 'error', title: 'The data has a JSON Schema that compiles.' },
  TPL005: { severity: 'error', title: 'Each channel has its body.' },
  TPL006: { severity: 'error', title: 'All files of a template lie inside its folder.' },
  TPL007: { severity: 'error', title: 'A sample is JSON with `to` and `data`.' },
  TPL008: { severity: 'error', title: 'Source files are UTF-8 and at most 512 KB.' },
  TPL009: { severity: 'error', title: 'Category, brands and names are known.' },
  TPL101: { severity: 'error', title: 'Liquid syntax is correct.' },
  TPL102: { severity: 'error', title: 'Only tags of the language are used.' },
  TPL103: { severity: 'error', title: 'Only filters of the language are used, with the arguments they take.' },
  TPL104: { severity: 'error', title: 'Every value is one that the schema knows.' },
  TPL105: { severity: 'error', title: 'A value that may be missing has a default or a guard.' },
  TPL106: { severity: 'warning', title: 'Every field of the schema is used.' },
  TPL107: { severity: 'error', title: 'Only lists are looped over.' },
  TPL108: { severity: 'error', title: 'Values are of the type that the filter or output takes.' },
  TPL109: { severity: 'error', title: 'A partial exists and does not include itself.' },
  TPL110: { severity: 'error', title: 'Data does not use a reserved name.' },
  TPL111: { severity: 'error', title: 'Blocks are nested 32 deep at most.' },
  TPL112: { severity: 'warning', title: 'A comparison can be true.' },
  TPL120: { severity: 'error', title: 'A catalogue is a map from keys to texts, or to plurals by CLDR category.' },
  TPL121: { severity: 'error', title: 'A text that is used stands in a catalogue.' },
  TPL122: { severity: 'warning', title: 'A text that is used is there in every locale of the template.' },
  TPL123: { severity: 'error', title: 'A text is given the arguments that it needs.' },
  TPL124: { severity: 'warning', title: 'A text uses the arguments that it is given.' },
  TPL125: { severity: 'error', title: 'A plural has the forms that its language needs.' },
  TPL126: { severity: 'warning', title: "Every text of a template's own catalogue is used." },
  TPL127: { severity: 'error', title: 'A catalogue is called as a locale of the template.' },
  TPL201: { severity: 'error', title: 'MJML is well-formed, and a body in HTML is a whole document.' },
  TPL202: { severity: 'error', title: 'MJML elements and attributes are valid.' },
  TPL203: { severity: 'error', title: 'Nothing that the author wrote is lost in the compiled mail.' },
  TPL204: { severity: 'error', title: 'Sizes and alignments are known when the template is compiled.' },
  TPL205: { severity: 'error', title: 'An included file exists and does not include itself.' },
  TPL206: { severity: 'error', title: 'Control tags stand where MJML keeps them.' },
  TPL207: { severity: 'error', title: 'A file of `_assets/` exists, for every brand that the template allows.' },
  TPL301: { severity: 'error', title: 'No value stands where it could run code or change the structure.' },
  TPL302: { severity: 'error', title: 'A block begins and ends at the same place of the HTML.' },
  TPL303: { severity: 'error', title: 'A URL states its scheme, or is one value.' },
  TPL401: { severity: 'error', title: 'Samples fit the schema.' },
  TPL402: { severity: 'error', title: 'Samples render in every channel and locale.' },
}
