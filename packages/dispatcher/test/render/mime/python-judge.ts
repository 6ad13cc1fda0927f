import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What Python's `email` package, with its strictest policy, made of a message. */
export interface PythonReading {
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Display name and address per header. */
  readonly addresses: Readonly<Record<string, readonly (readonly [name: string, address: string])[]>>
  /** Decoded bytes per content type, in base64. */
  readonly bodies: Readonly<Record<string, string>>
  readonly defects: readonly string[]
  readonly parts: readonly string[]
  readonly preamble: string | null
  readonly epilogue: string | null
}

/** One Python process that parses message after message. */
export interface PythonJudge {
  parse(raw: Uint8Array): Promise<PythonReading>
  close(): void
}

/** Why Python cannot judge here; undefined where it can. */
export const pythonMissing: string | undefined =
  spawnSync('python3', ['-c', 'import email']).status === 0 ? undefined : 'python3 was not found'

if (pythonMissing !== undefined) console.warn(`Python's email package judges nothing here: ${pythonMissing}`)

/** Starts the process; `close` ends it. */
export function startPythonJudge(): PythonJudge {
  const script = fileURLToPath(new URL('./judge.py', import.meta.url))
  const python = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((line: string) => void)[] = []
  const lines = createInterface({ input: python.stdout })
  lines.on('line', (line) => waiting.shift()?.(line))
  lines.on('close', () => {
    for (const answer of waiting.splice(0)) answer('null')
  })
  return {
    parse(raw) {
      return new Promise((resolve, reject) => {
        waiting.push((line) => {
          const reading = JSON.parse(line) as PythonReading | null
          if (reading === null) reject(new Error('Python ended before it answered'))
          else resolve(reading)
        })
        python.stdin.write(`${Buffer.from(raw).toString('base64')}\n`)
      })
    },
    close() {
      python.stdin.end()
    },
  }
}
