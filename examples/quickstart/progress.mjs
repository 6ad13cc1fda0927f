import { styleText } from 'node:util'

const { env, stdout } = process
const isTerminal = stdout.isTTY === true && env.TERM !== 'dumb'
const hasColours = !env.NO_COLOR && (env.FORCE_COLOR === undefined ? isTerminal : env.FORCE_COLOR !== '0')
const colours = { done: 'green', waiting: 'yellow', failed: 'red', link: 'blue', dim: 'dim', strong: 'bold' }
// No locale at all is common in containers, whose output is read as UTF-8.
const isUtf8 = /^$|utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')

export const symbols = isUtf8
  ? { done: '✓', failed: '✗', dots: '…', arrow: '→' }
  : { done: 'ok', failed: 'x', dots: '...', arrow: '->' }

export function paint(meaning, text) {
  return hasColours ? styleText(colours[meaning], text, { validateStream: false }) : text
}

export function startProgress(title) {
  const from = performance.now()
  const elapsed = () => `${((performance.now() - from) / 1000).toFixed(1)} s`
  const draw = () => stdout.write(`\r\u001b[2K    ${paint('dim', `${title}  ${elapsed()}`)}`)
  if (isTerminal) draw()
  const timer = isTerminal ? setInterval(draw, 100) : undefined
  timer?.unref()
  const end = (symbol, result) => {
    clearInterval(timer)
    if (isTerminal) stdout.write('\r\u001b[2K')
    console.log(`  ${symbol} ${result.padEnd(80)}  ${paint('dim', elapsed().padStart(7))}`)
  }
  return {
    done: (result) => end(paint('done', symbols.done), result),
    failed: (result) => end(paint('failed', symbols.failed), result),
  }
}
