export { htmlOf, type MailParts, mailParts } from '@tidings/dispatcher/render'
