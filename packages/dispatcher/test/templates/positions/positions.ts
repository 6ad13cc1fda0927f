/** A place in MJML where control tags may stand. */
export interface Position {
  readonly name: string
  /** MJML around the place. */
  readonly around: (inner: string) => string
  /** An element that may stand there, with a word in it. */
  readonly element: (word: string) => string
  /** Of another kind, for the other arm. Default: the same with another word. */
  readonly other?: (word: string) => string
  /** Where a loop is a finding. */
  readonly loops?: false
  /** Where something has to be there: mjml makes other elements of an attribute without a value. */
  readonly always?: true
}

const body = (inner: string): string =>
  `<mjml><mj-head><mj-title>Title</mj-title></mj-head><mj-body background-color="#ffffff">${inner}</mj-body></mjml>`
const section = (inner: string): string =>
  body(
    `<mj-section><mj-column><mj-text>Top</mj-text></mj-column></mj-section>${inner}<mj-section padding="0"><mj-column><mj-text>End</mj-text></mj-column></mj-section>`,
  )
const column = (inner: string): string =>
  section(
    `<mj-section background-color="#eeeeee"><mj-column padding="4px"><mj-text>First</mj-text>${inner}<mj-text>Last</mj-text></mj-column></mj-section>`,
  )
const text = (word: string): string => `<mj-text>${word}</mj-text>`
const aSection = (word: string): string => `<mj-section><mj-column>${text(word)}</mj-column></mj-section>`

/** Every place, each with an element that often stands there. */
export const positions: readonly Position[] = [
  {
    name: 'around sections',
    around: section,
    element: aSection,
    other: (word) => `<mj-hero mode="fluid-height" background-color="#222222">${text(word)}</mj-hero>`,
  },
  {
    name: 'around sections over the full width, with a picture behind',
    around: section,
    element: (word) =>
      `<mj-section full-width="full-width" background-url="https://a.example/b.png"><mj-column>${text(word)}</mj-column></mj-section>`,
    other: aSection,
  },
  { name: 'around the only section', around: body, element: aSection },
  {
    name: 'around wrappers',
    around: section,
    element: (word) => `<mj-wrapper border="1px solid #cccccc">${aSection(word)}</mj-wrapper>`,
    other: aSection,
  },
  {
    name: 'around sections in a wrapper',
    around: (inner) => section(`<mj-wrapper>${aSection('Before')}${inner}</mj-wrapper>`),
    element: aSection,
  },
  {
    name: 'around heroes',
    around: section,
    element: (word) =>
      `<mj-hero mode="fixed-height" height="120px" background-url="https://a.example/b.png">${text(word)}</mj-hero>`,
  },
  {
    name: 'inside of a hero',
    around: (inner) =>
      section(
        `<mj-hero mode="fluid-height" background-url="https://a.example/b.png">${inner}<mj-button href="https://a.example">go</mj-button></mj-hero>`,
      ),
    element: text,
  },
  { name: 'around raw HTML in the body', around: section, element: (word) => `<mj-raw><p>${word}</p></mj-raw>` },
  {
    name: 'inside of raw HTML in the body',
    around: (inner) => section(`<mj-raw><div>${inner}</div></mj-raw>`),
    element: (word) => `<p>${word}</p>`,
  },
  {
    name: 'around columns that state their widths',
    around: (inner) => section(`<mj-section><mj-column width="50%">${text('Left')}</mj-column>${inner}</mj-section>`),
    element: (word) => `<mj-column width="50%">${text(word)}</mj-column>`,
    loops: false,
  },
  {
    name: 'around columns of a group that state their widths',
    around: (inner) =>
      section(
        `<mj-section><mj-group><mj-column width="50%">${text('Left')}</mj-column>${inner}</mj-group></mj-section>`,
      ),
    element: (word) => `<mj-column width="50%">${text(word)}</mj-column>`,
    loops: false,
  },
  {
    name: 'around groups that state their widths',
    around: (inner) => section(`<mj-section>${inner}</mj-section>`),
    element: (word) =>
      `<mj-group width="100%"><mj-column>${text(word)}</mj-column><mj-column>${text('Right')}</mj-column></mj-group>`,
    loops: false,
  },
  { name: 'around texts in a column', around: column, element: text },
  {
    name: 'around texts and nothing else in a column',
    around: (inner) => section(`<mj-section><mj-column>${inner}</mj-column></mj-section>`),
    element: text,
  },
  {
    name: 'around buttons and pictures',
    around: column,
    element: (word) => `<mj-button href="https://a.example/${word}">${word}</mj-button>`,
    other: (word) => `<mj-image src="https://a.example/a.png" alt="${word}" />`,
  },
  {
    name: 'around dividers and spacers',
    around: column,
    element: () => '<mj-divider border-width="1px" />',
    other: () => '<mj-spacer height="20px" />',
  },
  {
    name: 'around tables',
    around: column,
    element: (word) => `<mj-table><tr><td>${word}</td></tr></mj-table>`,
    other: text,
  },
  {
    name: 'around raw rows in a column',
    around: column,
    element: (word) => `<mj-raw><tr><td>${word}</td></tr></mj-raw>`,
  },
  {
    name: 'around rows of a table',
    around: (inner) => column(`<mj-table><tr><th>Dish</th></tr>${inner}</mj-table>`),
    element: (word) => `<tr><td>${word}</td></tr>`,
  },
  {
    name: 'around cells of a table',
    around: (inner) => column(`<mj-table><tr><td>x</td>${inner}</tr></mj-table>`),
    element: (word) => `<td>${word}</td>`,
  },
  {
    name: 'inside of a text',
    around: (inner) => column(`<mj-text>a ${inner} b</mj-text>`),
    element: (word) => `<b>${word}</b>`,
    other: (word) => `${word}<br>`,
  },
  {
    name: 'inside of a button',
    around: (inner) => column(`<mj-button href="https://a.example">go ${inner}</mj-button>`),
    element: (word) => word,
  },
  {
    name: 'around links of a navigation',
    around: (inner) =>
      column(
        `<mj-navbar base-url="https://a.example"><mj-navbar-link href="/a">A</mj-navbar-link>${inner}</mj-navbar>`,
      ),
    element: (word) => `<mj-navbar-link href="/${word}">${word}</mj-navbar-link>`,
  },
  {
    name: 'around links of a navigation that folds',
    around: (inner) => column(`<mj-navbar hamburger="hamburger">${inner}</mj-navbar>`),
    element: (word) => `<mj-navbar-link href="https://a.example/${word}">${word}</mj-navbar-link>`,
  },
  {
    name: 'around elements of a social bar',
    around: (inner) =>
      column(
        `<mj-social><mj-social-element name="github" href="https://a.example">G</mj-social-element>${inner}</mj-social>`,
      ),
    element: (word) => `<mj-social-element name="x" href="https://a.example/${word}">${word}</mj-social-element>`,
  },
  {
    name: 'around elements of an upright social bar',
    around: (inner) =>
      column(
        `<mj-social mode="vertical"><mj-social-element name="github" href="https://a.example">G</mj-social-element>${inner}</mj-social>`,
      ),
    element: (word) => `<mj-social-element name="x" href="https://a.example/${word}">${word}</mj-social-element>`,
  },
  {
    name: 'around elements of an accordion',
    around: (inner) =>
      column(
        `<mj-accordion><mj-accordion-element><mj-accordion-title>T</mj-accordion-title><mj-accordion-text>t</mj-accordion-text></mj-accordion-element>${inner}</mj-accordion>`,
      ),
    element: (word) =>
      `<mj-accordion-element><mj-accordion-title>${word}</mj-accordion-title><mj-accordion-text>${word}</mj-accordion-text></mj-accordion-element>`,
  },
  {
    name: 'inside of an accordion text',
    around: (inner) =>
      column(
        `<mj-accordion><mj-accordion-element><mj-accordion-title>T</mj-accordion-title><mj-accordion-text>t ${inner}</mj-accordion-text></mj-accordion-element></mj-accordion>`,
      ),
    element: (word) => `<i>${word}</i>`,
  },
  {
    name: 'around whole accordions and carousels',
    around: column,
    element: (word) =>
      `<mj-carousel><mj-carousel-image src="https://a.example/${word}.png" alt="${word}" /><mj-carousel-image src="https://a.example/b.png" alt="b" /></mj-carousel>`,
    other: text,
    loops: false,
  },
  {
    name: 'inside of a link of a navigation',
    around: (inner) =>
      column(`<mj-navbar><mj-navbar-link href="https://a.example">A ${inner}</mj-navbar-link></mj-navbar>`),
    element: (word) => word,
  },
  {
    name: 'inside of a social element',
    around: (inner) =>
      column(
        `<mj-social><mj-social-element name="x" href="https://a.example">On ${inner}</mj-social-element></mj-social>`,
      ),
    element: (word) => word,
  },
  {
    name: 'inside of an alternative text',
    around: (inner) => column(`<mj-image src="https://a.example/a.png" alt="A ${inner}" href="https://a.example" />`),
    element: (word) => word,
  },
  {
    name: 'inside of a class',
    around: (inner) => column(`<mj-text css-class="a ${inner}">x</mj-text>`),
    element: (word) => ` ${word}`,
  },
  {
    name: 'inside of the address of a button',
    around: (inner) => column(`<mj-button href="${inner}">x</mj-button>`),
    element: (word) => `https://a.example/${word}`,
    loops: false,
    always: true,
  },
  {
    name: 'inside of the address of a picture behind a section',
    around: (inner) =>
      section(`<mj-section background-url="${inner}"><mj-column>${text('x')}</mj-column></mj-section>`),
    element: (word) => `https://a.example/${word}.png`,
    loops: false,
    always: true,
  },
]
