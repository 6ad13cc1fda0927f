import { domainToASCII } from 'node:url'

import { HeaderError } from './header-error.js'

/** Someone who sends or receives: an address and, for senders, the name shown beside it. */
export interface Mailbox {
  readonly email: string
  readonly name?: string
}

/** An address as it goes into envelope and headers. */
export interface Address {
  /** The whole, with the domain in ASCII. */
  readonly email: string
  readonly domain: string
}

// Octets (RFC 5321 section 4.5.3.1: local part 64, path 256 with its angle brackets; RFC 1035: label 63).
const localLimit = 64
const emailLimit = 254

// Dot-atoms only: quoted local parts, comments, groups and domain literals are where parsers disagree about the recipient.
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
// The last label has a letter: what ends in a number is an IP address to some parsers, and domainToASCII makes such ones.
const domainName =
  /^(?!(?:.*\.)?\d+$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/
const asciiOutsideDomain = /[\0-,/:-@[-`{-\x7f]/
const nonAscii = /[^\0-\x7f]/

/**
 * Reads an address strictly, so that every parser on its way agrees on it. A domain in other scripts becomes punycode.
 *
 * @param field the header that the address is for; named in the error
 * @throws HeaderError for anything but `local@domain`. A local part beyond ASCII is refused too: it needs SMTPUTF8 at
 * every relay up to the mailbox.
 */
export function parseAddress(field: string, email: string): Address {
  const at = email.lastIndexOf('@')
  if (at < 1 || at === email.length - 1 || email.length > emailLimit) {
    throw new HeaderError(
      field,
      `the address is not of the form name@domain within ${emailLimit} characters; correct it`,
    )
  }
  const local = email.slice(0, at)
  if (nonAscii.test(local)) {
    throw new HeaderError(
      field,
      'the address has a character beyond ASCII before the @, which most mail servers do not take (SMTPUTF8); use an ASCII address',
    )
  }
  // Parsers that decode encoded words here see another address than the envelope has.
  if (local.length > localLimit || !localPart.test(local) || local.includes('=?')) {
    throw new HeaderError(
      field,
      `the part of the address before the @ must be 1 to ${localLimit} letters, digits or !#$%&'*+/=?^_\`{|}~- with single dots between, without =?; correct it`,
    )
  }
  const domain = parseDomain(field, email.slice(at + 1))
  const whole = `${local}@${domain}`
  if (whole.length > emailLimit) {
    throw new HeaderError(
      field,
      `the address is longer than ${emailLimit} characters with its domain in ASCII; correct it`,
    )
  }
  return { email: whole, domain }
}

function parseDomain(field: string, domain: string): string {
  // domainToASCII reads its argument as part of a URL: a slash or colon would cut the domain short.
  const ascii = !nonAscii.test(domain) ? domain : asciiOutsideDomain.test(domain) ? '' : domainToASCII(domain)
  if (!domainName.test(ascii)) {
    throw new HeaderError(
      field,
      'the part of the address after the @ is not a domain name (letters, digits and hyphens with single dots between); correct it',
    )
  }
  return ascii
}
