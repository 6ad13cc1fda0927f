import type { Caught } from './caught.js'

/** Reads server-sent events of the catcher. The first value says that the stream is open. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<'listening' | Caught, void, undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      if (block === ': listening') yield 'listening'
      const data = block.split('\n').find((line) => line.startsWith('data: '))
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as Caught
    }
  }
}
