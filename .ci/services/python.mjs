import { find } from './find.mjs'

/** Python's e-mail parser: a second judge of our MIME. */
export const python = {
  name: 'python3',
  variable: 'PYTHON_PATH',
  packages: ['python3'],
  answers: [],
  find: () => find('python3'),
}
