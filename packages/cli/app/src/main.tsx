import './styles/base.css'
import './styles/layout.css'
import './styles/stage.css'
import './styles/inspector.css'
import './styles/test-send.css'

import { render } from 'preact'

import { App } from './app.js'

const place = document.getElementById('app')
if (place !== null) {
  place.replaceChildren()
  render(<App />, place)
}
