/** Something a client says that has a name of its own: a statement, a command. */
export interface Unit {
  readonly name: string
  readonly bytes: Buffer
  /** False where the server says nothing to it. */
  readonly answered: boolean
}

/** Understands just enough of a protocol to tell units and the ends of their replies. One per connection. */
export interface Framer {
  /** What is expected of the server before the client has said anything. */
  readonly greeting: Unit | undefined
  /** Units that are complete with these bytes of the client. */
  client(chunk: Buffer): Unit[]
  /** Whether these bytes of the server complete the reply to the last unit. */
  server(chunk: Buffer): boolean
}
