import { find } from './find.mjs'

/** An SMTP server of other hands (Postfix's test sink): judges what our SMTP provider sends. */
export const smtpSink = {
  name: 'smtp-sink',
  variable: 'SMTP_SINK',
  packages: ['postfix'],
  // Postfix asks how it shall be set up; it is here only for its test programs.
  answers: ['postfix postfix/main_mailer_type select No configuration'],
  find: () => find(process.env.SMTP_SINK ?? 'smtp-sink', 'smtp-sink'),
}
