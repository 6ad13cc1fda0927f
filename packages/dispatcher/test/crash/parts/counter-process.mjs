// A text message service over HTTP that counts. Argument: { log } as JSON. Writes one line per message before it answers.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'

const { log } = JSON.parse(process.argv[2])
let taken = 0
const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const { messageId } = JSON.parse(Buffer.concat(chunks).toString())
    appendFileSync(log, `{"message":"${messageId}"}\n`)
    taken++
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(`{"outcome":"accepted","ref":"${messageId}"}`)
  })
})
process.on('message', () => process.send?.({ taken }))
server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
