import { useEffect, useRef } from 'preact/hooks'

const shortcuts: readonly (readonly [string, string])[] = [
  ['/', 'search the list'],
  ['j  k', 'next and previous in the list'],
  ['1 … 8', 'tabs beside the stage'],
  ['c', 'next channel'],
  ['s', 'next sample'],
  ['l', 'next locale'],
  ['b', 'next brand'],
  ['x', 'two locales side by side'],
  ['d', 'next width'],
  ['m', 'light, dark, inverted'],
  ['i', 'pictures: of the project, all, off'],
  ['r', 'right to left'],
  ['t', 'send a test'],
  ['w', 'wider or narrower tabs'],
  ['g', 'templates or caught messages'],
  ['Esc', 'leave a field, close this'],
  ['?', 'this list'],
]

/** The keys, in a dialog. */
export function ShortcutsHelp({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="help" ref={dialog} onClose={close} aria-labelledby="help-title">
      <header>
        <h2 id="help-title">Keys</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <dl>
        {shortcuts.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              {keys.split('  ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
