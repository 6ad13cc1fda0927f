// The process in which one benchmark runs; its figures go to the parent.
const [path] = process.argv.slice(2)

const { run } = await import(path)
await run((figure) => process.send(figure), { postgresUrl: process.env.TIDINGS_BENCH_POSTGRES })
process.disconnect()
