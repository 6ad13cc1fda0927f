import { find } from './find.mjs'

/** A terminal without a screen, to see what a person would see. */
export const tmux = {
  name: 'tmux',
  variable: 'TMUX_PATH',
  packages: ['tmux'],
  answers: [],
  find: () => find('tmux'),
}
