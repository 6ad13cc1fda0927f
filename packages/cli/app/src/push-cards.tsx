import type { PushView } from '../../src/preview/answers.js'

/** A push message on the lock screens of both platforms, cut where each cuts it. */
export function PushCards({ title, body, image, link, data, ttl, dark }: PushView & { readonly dark: boolean }) {
  return (
    <div class={`lock-screens${dark ? ' dark' : ''}`}>
      {(['ios', 'android'] as const).map((platform) => (
        <figure key={platform} class={`lock-screen ${platform}`}>
          <figcaption>
            {platform === 'ios'
              ? 'iOS: title on one line, body on four'
              : 'Android: each on one line until it is opened'}
          </figcaption>
          <div class="screen">
            <p class="clock" aria-hidden="true">
              9:41
            </p>
            <div class="card" dir="auto">
              <span class="app" aria-hidden="true" />
              <p class="title">{title}</p>
              <p class="body">{body}</p>
              {image !== undefined && <img src={image} alt="" />}
            </div>
          </div>
        </figure>
      ))}
      <dl class="facts push-facts">
        <dt>Tap leads to</dt>
        <dd>{link ?? 'the app'}</dd>
        <dt>Kept for</dt>
        <dd>{ttl.toLocaleString('en-US')} s</dd>
        {Object.entries(data).map(([key, value]) => (
          <>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </div>
  )
}
