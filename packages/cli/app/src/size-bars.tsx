import { clipBytes } from '../../src/preview/clip-bytes.js'
import { kilobytes } from './words.js'

interface SizeBarsProps {
  readonly htmlBytes: number
  readonly textBytes: number
  readonly rawBytes: number
}

/** How large a mail is, against the size that it is cut at. */
export function SizeBars({ htmlBytes, textBytes, rawBytes }: SizeBarsProps) {
  const share = htmlBytes / clipBytes
  const state = share > 1 ? 'error' : share > 0.8 ? 'warning' : ''
  return (
    <div class="size">
      <p class="large">
        {kilobytes(htmlBytes)} <span class="dim">of {kilobytes(clipBytes)}</span>
      </p>
      <meter
        class={state}
        min={0}
        max={clipBytes}
        high={clipBytes * 0.8}
        value={Math.min(htmlBytes, clipBytes)}
        aria-label="HTML against the size that Gmail cuts at"
      >
        {Math.round(share * 100)} %
      </meter>
      <p class="dim">
        {share > 1
          ? `Gmail cuts this mail: its HTML is ${kilobytes(htmlBytes - clipBytes)} too large.`
          : `Gmail cuts a mail whose HTML is larger; ${Math.round(share * 100)} % of that are used.`}
      </p>
      <dl class="facts">
        <dt>HTML</dt>
        <dd>{kilobytes(htmlBytes)}</dd>
        <dt>Text</dt>
        <dd>{kilobytes(textBytes)}</dd>
        <dt>Whole mail, encoded</dt>
        <dd>{kilobytes(rawBytes)}</dd>
      </dl>
    </div>
  )
}
