/**
 * Version of the compiler: raised whenever the same source may give another artefact. Covered by the hash of every
 * artefact, together with the exact version of mjml.
 */
export const compilerVersion = '3 mjml 5.4.1'
