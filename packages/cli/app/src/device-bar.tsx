import { type Device, looks, narrowest, pictureChoices, widest, widths } from './device.js'
import type { Measured } from './mail-frame.js'
import { Picker, Segments } from './picker.js'
import { nextOf, useShortcuts } from './use-shortcuts.js'

interface DeviceBarProps {
  readonly device: Device
  readonly choose: (choices: Readonly<Record<string, string | undefined>>) => void
  readonly channel: string | undefined
  readonly facts: Measured
}

/** How the message is looked at: width, colours, pictures, direction. */
export function DeviceBar({ device, choose, channel, facts }: DeviceBarProps) {
  const width = device.width === undefined ? 'full' : String(device.width)
  const setLook = (look: string | undefined): void => choose({ look: look === 'light' ? undefined : look })
  const setPictures = (pictures: string | undefined): void =>
    choose({ pictures: pictures === 'own' ? undefined : pictures })
  const setWidth = (next: string | undefined): void => choose({ width: next === 'full' ? undefined : next })
  const turn = (): void => choose({ dir: device.direction === undefined ? 'rtl' : undefined })
  useShortcuts({
    d: () => setWidth(nextOf(['full', ...widths], width)),
    m: () =>
      setLook(
        nextOf(
          looks.map(([look]) => look),
          device.look,
        ),
      ),
    i: () =>
      setPictures(
        nextOf(
          pictureChoices.map(([pictures]) => pictures),
          device.pictures as 'own',
        ),
      ),
    r: turn,
  })
  const isInverted = channel === 'email' && (device.look === 'partial' || device.look === 'full')
  const overflow = channel === 'email' ? facts.overflow : 0
  const blocked = channel === 'email' && device.pictures === 'own' ? facts.blocked : 0
  return (
    <>
      <div class="bar">
        {channel === 'email' && (
          <>
            <Segments
              label="Width"
              value={width}
              options={[
                ['full', 'Full', 'As wide as the stage'],
                ...widths.map((each) => [each, each, `${each} px`] as const),
              ]}
              choose={setWidth}
            />
            <input
              class="free"
              type="number"
              min={narrowest}
              max={widest}
              step={1}
              aria-label="Width in pixels"
              placeholder="px"
              value={device.width ?? ''}
              onChange={(event) => setWidth(event.currentTarget.value)}
            />
          </>
        )}
        <Picker label="Colours" value={device.look} options={looks} choose={setLook} />
        {channel === 'email' && (
          <>
            <Picker label="Pictures" value={device.pictures} options={pictureChoices} choose={setPictures} />
            <button
              type="button"
              class="toggle"
              aria-pressed={device.direction === 'rtl'}
              onClick={turn}
              title="Right to left ≈: as for a locale that is written so"
            >
              RTL
            </button>
          </>
        )}
      </div>
      {(isInverted || overflow > 0 || blocked > 0) && (
        <p class="bar notes">
          {isInverted && <span>≈ an approximation: each client inverts in its own way</span>}
          {overflow > 0 && <span class="warning">{overflow} px too wide</span>}
          {blocked > 0 && (
            <button type="button" class="link" onClick={() => setPictures('all')}>
              {blocked} remote {blocked === 1 ? 'picture' : 'pictures'} blocked · load
            </button>
          )}
        </p>
      )}
    </>
  )
}
