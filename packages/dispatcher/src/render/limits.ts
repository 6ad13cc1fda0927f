/** Bounds of one render. A template that passes one of them fails with a RenderError instead of eating the process. */
export const renderLimits = {
  /** Characters that one part (HTML, text, SMS body) may come to: far above what any mail client shows. */
  output: 1_048_576,
  /** Rounds of all loops of one part together. */
  rounds: 10_000,
  /** Blocks inside blocks, partials included. */
  nesting: 32,
} as const
