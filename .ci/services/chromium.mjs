import { find } from './find.mjs'

/** A browser, to look at rendered mails. */
export const chromium = {
  name: 'chromium',
  variable: 'CHROMIUM_PATH',
  // Liberation has the metrics of Arial and Times, which mails ask for.
  packages: ['chromium-headless-shell', 'fonts-liberation'],
  answers: [],
  find: () =>
    find(
      ...[process.env.CHROMIUM_PATH ?? []].flat(),
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
    ),
}
