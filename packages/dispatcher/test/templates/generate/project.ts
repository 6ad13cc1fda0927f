import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A service in a folder of its own, with the strictest settings of the TypeScript compiler. */
export interface Project {
  readonly folder: string
  /** What `tsc` reports, one error a line, as `src/emit.ts(3,14): error TS2353: ...`; emits JavaScript into `out`. */
  compile(files: Readonly<Record<string, string>>): Promise<readonly string[]>
  remove(): void
}

const sdk = fileURLToPath(new URL('../../../../sdk/dist/index.d.ts', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')

const settings = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    // dom for AbortSignal, which a service has from its Node types.
    lib: ['es2023', 'esnext.disposable', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    isolatedDeclarations: true,
    declaration: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    rootDir: '.',
    outDir: 'out',
    paths: { '@tidings/sdk': [sdk] },
  },
  include: ['*.ts'],
}

/** Makes the folder. */
export function makeProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-generate-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  return {
    folder,
    compile(files) {
      // What spares a service's compiler the generated file would hide what is wrong with it.
      for (const [file, text] of Object.entries(files))
        writeFileSync(join(folder, file), text.replace('// @ts-nocheck', '//'))
      return new Promise((resolve, reject) => {
        execFile(
          process.execPath,
          [tsc, '-p', folder, '--pretty', 'false'],
          { cwd: folder },
          (error, stdout, stderr) => {
            if (stderr !== '' || (error !== null && stdout === '')) reject(new Error(stderr || error?.message))
            else resolve(stdout.split('\n').filter((line) => line !== ''))
          },
        )
      })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
