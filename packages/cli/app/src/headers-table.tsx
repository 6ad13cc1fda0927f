import type { MailHeader } from '../../src/mail-parts.js'

/** Headers of a mail, decoded. */
export function HeadersTable({ headers }: { readonly headers: readonly MailHeader[] }) {
  return (
    <table class="headers">
      <tbody>
        {headers.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand several times.
          <tr key={index}>
            <th scope="row">{name}</th>
            <td dir="auto">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
