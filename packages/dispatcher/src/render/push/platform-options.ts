/** What only iOS knows. Each has the default of the app where it is left out. */
export interface IosOptions {
  /** `default`, or a file of the app. Absent: silent. */
  readonly sound?: string
  /** Number on the app's icon; 0 takes it away. */
  readonly badge?: number
  /** How much it may interrupt. Absent: `active`. Critical alerts are left out: they need an entitlement from Apple. */
  readonly interruptionLevel?: InterruptionLevel
}

/** Apple's levels, least first. */
export const interruptionLevels = ['passive', 'active', 'time-sensitive'] as const

/** How much a notification may interrupt. */
export type InterruptionLevel = (typeof interruptionLevels)[number]

/** What only Android knows. */
export interface AndroidOptions {
  /** Id of a channel that the app has made. Absent: the app's default channel. */
  readonly channel?: string
  /** `high` wakes a device that sleeps. Absent: FCM's default for notifications, which is high. */
  readonly priority?: AndroidPriority
}

/** FCM's priorities, least first. */
export const androidPriorities = ['normal', 'high'] as const

/** Whether a sleeping device is woken. */
export type AndroidPriority = (typeof androidPriorities)[number]
