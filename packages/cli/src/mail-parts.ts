export { htmlOf, type MailHeader, type MailParts, mailHeaders, mailParts } from '@tidings/dispatcher/render'
