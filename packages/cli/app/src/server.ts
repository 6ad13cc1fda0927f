import type { ErrorAnswer, PreviewEvent } from '../../src/preview/answers.js'

const token = document.querySelector<HTMLMetaElement>('meta[name="tidings-token"]')?.content ?? ''

/** Asks the preview's server. @throws Error whose message is the server's sentence */
export async function get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
  const parameters = new URLSearchParams(query).toString()
  return read(await fetch(`/api/${path}${parameters === '' ? '' : `?${parameters}`}`))
}

/** Sends something to the preview's server. @throws Error whose message is the server's sentence */
export async function post<T>(path: string, body: object): Promise<T> {
  return read(
    await fetch(`/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tidings-token': token },
      body: JSON.stringify(body),
    }),
  )
}

/** Tells of every event until the function that it returns is called; `live` says whether the server is there. */
export function listen(heard: (event: PreviewEvent) => void, live: (there: boolean) => void): () => void {
  const source = new EventSource('/events')
  source.onmessage = ({ data }) => heard(JSON.parse(String(data)) as PreviewEvent)
  source.onopen = () => live(true)
  source.onerror = () => live(false)
  return () => source.close()
}

async function read<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as T & Partial<ErrorAnswer>
  if (!response.ok) throw new Error(answer.error ?? `the preview answered ${response.status}`, { cause: answer.hint })
  return answer
}
