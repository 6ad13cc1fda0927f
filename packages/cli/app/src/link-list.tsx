import type { MailLink } from '@tidings/dispatcher/templates'

/** Where a mail leads. A click opens the address in a window that knows nothing of this page. */
export function LinkList({ links }: { readonly links: readonly MailLink[] }) {
  if (links.length === 0) return <p class="empty">The mail has no links.</p>
  return (
    <ul class="links">
      {links.map(({ href, text }) => (
        <li key={`${href} ${text}`}>
          <span dir="auto">{text === '' ? <i class="dim">no words</i> : text}</span>
          {/^(?:https?|mailto|tel):/i.test(href) ? (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {href}
            </a>
          ) : (
            <code>{href}</code>
          )}
        </li>
      ))}
    </ul>
  )
}
