import { Box, Text } from 'ink'
import type { ReactElement } from 'react'

import { barLength, type ProgressState, progressWords } from './progress-state.js'
import { theme } from './theme.js'

/** One line: what, bar, count of total, rate, time left. */
export function ProgressLine({ what, state }: { readonly what: string; readonly state: ProgressState }): ReactElement {
  const { full, rest, width, colour } = theme.bar
  const length = barLength(state, width)
  return (
    <Box gap={1} paddingLeft={2}>
      <Text>{what}</Text>
      <Text>
        <Text color={colour}>{full.repeat(length)}</Text>
        <Text dimColor>{rest.repeat(width - length)}</Text>
      </Text>
      <Text dimColor>{progressWords(state)}</Text>
    </Box>
  )
}
