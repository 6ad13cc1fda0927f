import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll } from 'vitest'

/** A certificate with its key, as PEM. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** An authority of our own, and what it has signed. Made by openssl at test time, valid for two days. */
export interface Certificates {
  readonly folder: string
  /** File name of the authority's certificate, relative to `folder`. */
  readonly ca: string
  /** For 127.0.0.1 and localhost. */
  readonly own: Certificate
  /** Signed by the same authority, for another host. */
  readonly otherHost: Certificate
  /** For 127.0.0.1, signed by itself. */
  readonly selfSigned: Certificate
}

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']

/** Makes an authority and the certificates that a test file needs; to be called at its top. They go with its end. */
export const makeCertificates = (): Certificates => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-certificates-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const make = (name: string, subject: string, more: readonly string[]): Certificate => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`]
    execFileSync('openssl', ['req', '-x509', ...key, ...files, '-subj', `/CN=${subject}`, ...more], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return { cert: readFileSync(join(folder, `${name}.pem`)), key: readFileSync(join(folder, `${name}.key`)) }
  }
  const names = (text: string) => ['-addext', `subjectAltName=${text}`]
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-addext', 'basicConstraints=CA:FALSE']
  make('ca', 'Tidings test authority', [])
  return {
    folder,
    ca: 'ca.pem',
    own: make('own', 'localhost', [...signed, ...names('DNS:localhost,IP:127.0.0.1')]),
    otherHost: make('other', 'mail.example.com', [...signed, ...names('DNS:mail.example.com')]),
    selfSigned: make('self', 'localhost', names('DNS:localhost,IP:127.0.0.1')),
  }
}
