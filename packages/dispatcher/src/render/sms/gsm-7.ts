// 3GPP TS 23.038, 6.2.1: the basic table without its escape, in the order of its codes.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà'

// 3GPP TS 23.038, 6.2.1.1: what stands behind an escape.
const extension = '\f^{}\\[~]|€'

const septets: ReadonlyMap<string, number> = new Map([
  ...[...basic].map((character) => [character, 1] as const),
  ...[...extension].map((character) => [character, 2] as const),
])

/**
 * Septets that a character takes in the GSM 7 bit default alphabet: 1, or 2 for one of its extension table; undefined where
 * the alphabet lacks it. National language tables are left out: few networks and handsets have them.
 */
export function septetsOf(character: string): number | undefined {
  return septets.get(character)
}
