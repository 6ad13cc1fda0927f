// example.com, .net and .org, and the top-level domains that nobody can own (RFC 2606, RFC 6761, RFC 6762), and what
// generators of templates put in. Documentation is written with names below `.example`, so that these are let through.
const standIns = [
  /(?:^|\.)example\.(?:com|net|org|de|co\.uk)$/,
  /^localhost$|\.(?:localhost|test|invalid|local)$/,
  /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|\[::1\])$/,
  /(?:^|\.)(?:your-?(?:domain|site|company|website|shop|url)|my-?domain|placeholder|yoururl)\.(?:com|net|org|de|io)$/,
]

/** The host of a web address, in small letters; undefined for any other. */
export function hostOf(address: string): string | undefined {
  return /^(?:https?:)?\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)/i.exec(address)?.[1]?.toLowerCase()
}

/** Whether an address stands for another that was to be put in. */
export function isStandIn(address: string): boolean {
  const host = hostOf(address)
  return host !== undefined && standIns.some((form) => form.test(host))
}
